"""`intreccio processing`."""

import click

from intreccio.kernel.platform import platform

QUESTIONS = (
    (
        "Necessity and proportionality",
        "Which of these are not needed in your territory? Switch them off or say why not.",
    ),
    ("Who decides, who works for whom", "Controllers, joint controllers (article 26), processors (article 28)."),
    ("Risk: somebody is looked for by who would harm them", "Addresses, safe contact, searches by name, mails."),
    ("Risk: somebody reads what is not theirs", "Roles, grants, emergency access and who reviews it."),
    ("Risk: data leave the house", "Backups, keys, exports, mail servers, suppliers."),
    ("Risk: people are treated unequally", "Weights of suggestions, languages, who has no telephone."),
    ("What the people concerned say", "Whom you asked (article 35, paragraph 9), and what they answered."),
    ("Opinion of the data-protection officer", "Name, day, opinion."),
    ("Decision and next review", "Who, when."),
)

TO_FILL_IN = "- Measures that run:\n- What remains:\n- Who sees to it, until when:"


@click.command()
@click.option("--assessment", is_flag=True, help="The skeleton of an impact assessment instead, to be filled in.")
@click.option("--language", default="it", show_default=True, help="Of what is said of each table: it or en.")
def processing(assessment: bool, language: str) -> None:
    """Print the register of processing as Markdown, made from the tables that there are."""
    with platform(migrated=False):
        from intreccio.web.privacy.register import register

        click.echo("# Impact assessment\n" if assessment else "# Register of processing\n")
        click.echo("| Table | What | Why | Ground | Kept | Encrypted columns | Rows closed | Statistics |")
        click.echo("|---|---|---|---|---|---|---|---|")
        for one in register():
            said = (one.what, one.why, one.ground, one.kept)
            cells = [
                one.label,
                *(words.text(language) for words in said),
                ", ".join(one.encrypted),
                "yes" if one.is_closed else "no",
                "yes" if one.is_counted else "no",
            ]
            click.echo(f"| {' | '.join(cells)} |")
        if assessment:
            for title, question in QUESTIONS:
                click.echo(
                    f"\n## {title}\n\n_{question}_\n\n- Measures that run:\n- What remains:\n- Who sees to it, until when:"
                )
