using System.Net;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.World.Requests;

/// <summary>
/// The errors of ARM itself. Texts are ARM's own; those of ResourceNotFound are recorded with the Azure CLI's tests, the others are
/// in public issue threads and in the Azure Resource Manager documentation.
/// </summary>
internal static class RequestErrors
{
    /// <summary>401: there is no token.</summary>
    public static RefusalException AuthenticationFailed() =>
        new(HttpStatusCode.Unauthorized, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");

    /// <summary>400: there is no api-version.</summary>
    public static RefusalException MissingApiVersion() =>
        new(
            HttpStatusCode.BadRequest,
            "MissingApiVersionParameter",
            "The api-version query parameter (?api-version=) is required for all requests.");

    /// <summary>404: the subscription isn't one of the simulator's.</summary>
    public static RefusalException SubscriptionNotFound(string subscription) =>
        new(HttpStatusCode.NotFound, "SubscriptionNotFound", $"The subscription '{subscription}' could not be found.");

    /// <summary>404: the resource group doesn't exist.</summary>
    public static RefusalException GroupNotFound(string group) =>
        new(HttpStatusCode.NotFound, "ResourceGroupNotFound", $"Resource group '{group}' could not be found.");

    /// <summary>404: the resource doesn't exist.</summary>
    public static RefusalException ResourceNotFound(ResourceId id) =>
        new(HttpStatusCode.NotFound, "ResourceNotFound",
            $"The Resource '{id.Type}/{string.Join('/', id.Names)}' under resource group '{id.Group ?? "<null>"}' was not found. For "
                + "more details please go to https://aka.ms/ARMResourceNotFoundFix");

    /// <summary>404: the parent of a requested child doesn't exist.</summary>
    public static RefusalException ParentNotFound(ResourceId id, string action) =>
        new(HttpStatusCode.NotFound, "ParentResourceNotFound",
            $"Failed to perform '{action}' on resource(s) of type '{id.TypeName}', because the parent resource '{id.Parent().ToPath()}' "
                + "could not be found.");

    /// <summary>404: ARM doesn't know the path. The text isn't recorded.</summary>
    public static RefusalException UnknownPath(string path) =>
        new(HttpStatusCode.NotFound, "NotFound", $"No HTTP resource was found that matches the request path '{Shorten(path)}'.");

    /// <summary>400: the body isn't JSON or isn't an object.</summary>
    public static RefusalException InvalidContent(string reason) =>
        new(
            HttpStatusCode.BadRequest,
            "InvalidRequestContent",
            $"The request content was invalid and could not be deserialized: '{reason}'.");

    /// <summary>400: the name isn't valid for any resource. The text isn't recorded.</summary>
    public static RefusalException InvalidName(string name, string reason) =>
        new(HttpStatusCode.BadRequest, "InvalidResourceName", $"Resource name '{Shorten(name)}' is invalid: {reason}.");

    /// <summary>400: a tracked resource has no location.</summary>
    public static RefusalException LocationRequired() =>
        new(HttpStatusCode.BadRequest, "LocationRequired", "The location property is required for this definition.");

    /// <summary>400: the location doesn't exist, or isn't available for the type.</summary>
    public static RefusalException LocationNotAvailable(string sent, string type) =>
        new(HttpStatusCode.BadRequest, "LocationNotAvailableForResourceType",
            $"The provided location '{Shorten(sent)}' is not available for resource type '{type}'. List of available regions for the "
                + $"resource type is '{string.Join(',', RegionDocuments.Available)}'.");

    /// <summary>400: the location isn't available for resource groups.</summary>
    public static RefusalException LocationNotAvailableForGroup(string sent) =>
        new(HttpStatusCode.BadRequest, "LocationNotAvailableForResourceGroup",
            $"The provided location '{Shorten(sent)}' is not available for resource group. List of available regions is "
                + $"'{string.Join(',', RegionDocuments.Available)}'.");

    /// <summary>409: a resource can't move to another region.</summary>
    public static RefusalException InvalidLocation(string name, string group, string existing, string wanted) =>
        new(HttpStatusCode.Conflict, "InvalidResourceLocation",
            $"The resource '{name}' already exists in location '{existing}' in resource group '{group}'. A resource with the same name "
                + $"cannot be created in location '{wanted}'. Please select a new resource name.");

    /// <summary>405: the path doesn't support the method. The text isn't recorded.</summary>
    public static RefusalException MethodNotAllowed(string method) =>
        new(
            HttpStatusCode.MethodNotAllowed,
            "HttpMethodNotAllowed",
            $"The http method '{Shorten(method)}' is not supported for a resource.");

    /// <summary>Shortens text for a message: a client's value can be long or contain control characters.</summary>
    public static string Shorten(string text)
    {
        var cut = text.Length <= 200 ? text : text[..200] + "...";
        return string.Concat(cut.Select(static c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }
}
