"""What the API says of itself: its root and its OpenAPI description, made from the very tables that it runs on."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from intreccio import __version__
from intreccio.interchange.hsds.parameters import PARAMETERS
from intreccio.interchange.hsds.profile import Profile
from intreccio.interchange.hsds.resources import RESOURCES, Resource
from intreccio.interchange.hsds.standard import Field, Kind, Thing, things
from intreccio.interchange.hsds.words import DEMONSTRATION

Schema = dict[str, Any]

TYPES: dict[Kind, Schema] = {
    Kind.TEXT: {"type": "string"},
    Kind.UUID: {"type": "string", "format": "uuid"},
    Kind.URI: {"type": "string", "format": "uri"},
    Kind.EMAIL: {"type": "string", "format": "email"},
    Kind.NUMBER: {"type": "number"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.TIME: {"type": "string"},
    Kind.DATETIME: {"type": "string", "format": "date-time"},
}
PAGE = {
    "total_items": "integer", "total_pages": "integer", "page_number": "integer", "size": "integer",
    "first_page": "boolean", "last_page": "boolean", "empty": "boolean",
}  # fmt: skip
# What answers carry beyond the tables of the standard.
BESIDE: dict[str, Schema] = {
    "organization": {"services": {"type": "array", "items": {"$ref": "#/components/schemas/service"}}},
    "service_at_location": {
        "service": {"$ref": "#/components/schemas/service"},
        "name": {"type": "string"},
        "status": {"type": "string"},
    },
}


def root(request: HttpRequest, profile: Profile) -> dict[str, str]:
    """What the standard wants at the root."""
    return {
        "version": profile.version,
        "profile": profile.about,
        "openapi_url": request.build_absolute_uri(reverse(f"{profile.slug}-openapi")),
        **({"notice": DEMONSTRATION["en"]} if settings.INTRECCIO_DEMONSTRATION else {}),
    }


def description(request: HttpRequest, profile: Profile) -> Schema:
    """The API in OpenAPI 3.1."""
    base = request.build_absolute_uri(reverse(f"{profile.slug}-root"))
    about = "The directory of services. Texts come in the language of Accept-Language where there are any."
    notice = f" {DEMONSTRATION['en']}" if settings.INTRECCIO_DEMONSTRATION else ""
    paths: Schema = {"/": {"get": _operation("root", "What this API is", {"type": "object"})}}
    for resource in RESOURCES.values():
        paths |= _paths(resource)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Intreccio: {profile.title} {profile.version}",
            "version": __version__,
            "description": about + notice,
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": paths,
        "components": {
            "schemas": {name: _schema(thing, profile) for name, thing in things().items()},
            "parameters": {name: _parameter(name) for name in PARAMETERS},
        },
    }


def _paths(resource: Resource) -> Schema:
    parameters = [{"$ref": f"#/components/parameters/{name}"} for name in resource.parameters]
    page = _page(resource)
    asked = {"type": "object", "properties": {name: _body_schema(name) for name in resource.parameters}}
    forms = ("application/json", "application/x-www-form-urlencoded")
    listed = _operation(f"list_{resource.path}", f"A page of {resource.path}, or all", page) | {
        "parameters": parameters
    }
    posted = _operation(f"ask_{resource.path}", "The same, with the parameters in the body", page) | {
        "requestBody": {"content": {form: {"schema": asked} for form in forms}}
    }
    alone = _operation(f"get_{resource.thing}", f"One {resource.thing} in full", _ref(resource.thing)) | {
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in resource.alone]
    }
    alone["responses"]["404"] = _refusal("There is none")
    id = {"name": "id", "in": "path", "required": True, "schema": TYPES[Kind.UUID]}
    return {
        f"/{resource.path}": {"get": listed, "post": posted},
        f"/{resource.path}/{{id}}": {"parameters": [id], "get": alone},
    }


def _operation(id: str, summary: str, schema: Schema) -> Schema:
    content = {"application/json": {"schema": schema}}
    return {
        "operationId": id,
        "summary": summary,
        "responses": {
            "200": {"description": "Found.", "content": content},
            "304": {"description": "The same as before."},
            "422": _refusal("Parameters that make no sense, and why"),
        },
    }


def _refusal(text: str) -> Schema:
    return {"description": f"{text}.", "content": {"application/json": {"schema": {"type": "object"}}}}


def _page(resource: Resource) -> Schema:
    items = _ref(resource.thing)
    if resource.in_short:
        short = {"type": "object", "required": ["id"], "properties": {"id": TYPES[Kind.UUID]}}
        items = {"anyOf": [items, short]}
    properties: Schema = {name: {"type": kind} for name, kind in PAGE.items()}
    contents = {"type": "array", "items": items}
    return {"type": "object", "required": [*PAGE, "contents"], "properties": {**properties, "contents": contents}}


def _ref(thing: str) -> Schema:
    return {"$ref": f"#/components/schemas/{thing}"}


def _schema(thing: Thing, profile: Profile) -> Schema:
    properties: Schema = {name: _field(field) for name, field in thing.fields.items()}
    properties |= {name: {"type": "array", "items": _ref(target)} for name, target in thing.many.items()}
    properties |= {name: _ref(target) for name, target in thing.one.items()}
    properties |= {name: properties[same] for name, same in profile.also.get(thing.name, {}).items()}
    required = [field.name for field in thing.fields.values() if field.required]
    return {"type": "object", "required": required, "properties": properties | BESIDE.get(thing.name, {})}


def _field(field: Field) -> Schema:
    return TYPES[field.kind] | ({"enum": list(field.choices)} if field.choices else {})


def _parameter(name: str) -> Schema:
    parameter = PARAMETERS[name]
    return {
        "name": name,
        "in": "query",
        "description": parameter.description,
        "schema": _body_schema(name),
    }


def _body_schema(name: str) -> Schema:
    parameter = PARAMETERS[name]
    return {"type": "array", "items": parameter.schema} if parameter.several else dict(parameter.schema)
