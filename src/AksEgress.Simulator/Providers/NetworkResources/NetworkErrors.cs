using System.Net;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.NetworkResources;

/// <summary>The errors of Microsoft.Network. If a text isn't ARM's own, the summary says so.</summary>
internal static class NetworkErrors
{
    /// <summary>400 with any code and text.</summary>
    public static RefusalException BadRequest(string code, string message) =>
        new(HttpStatusCode.BadRequest, code, message, ErrorShape.Network);

    /// <summary>404: an inline child doesn't exist in its parent.</summary>
    public static RefusalException ChildNotFound(string id) =>
        new(HttpStatusCode.NotFound, "NotFound", $"Resource {id} not found.", ErrorShape.Network);

    /// <summary>
    /// 429: another operation locks the virtual network. Code and text are from public issue threads; Azure's documentation says
    /// that this 429 isn't throttling.
    /// </summary>
    /// <param name="statusUri">The running operation.</param>
    /// <param name="status">429 for virtual networks; 409 for firewalls, as recorded (Test_Networking_Firewall_20240301_CRUD).</param>
    public static RefusalException AnotherOperation(string statusUri, HttpStatusCode status = HttpStatusCode.TooManyRequests) =>
        new(
            status,
            "AnotherOperationInProgress",
            $"Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: {statusUri}.",
            ErrorShape.Network)
        {
            RetryAfterSeconds = 10,
        };

    /// <summary>400: a reference object without an id (azure-sdk-for-net issue 47261).</summary>
    public static RefusalException MissingReferenceId(string path) =>
        new(HttpStatusCode.BadRequest, "InvalidRequestFormat", "Cannot parse the request.", ErrorShape.Network)
        {
            Detail = ("MissingJsonReferenceId", $"Value for reference id is missing. Path {path}."),
        };

    /// <summary>400: a member has a value of the wrong type. The exact text of the detail isn't recorded.</summary>
    public static RefusalException InvalidValue(string value, string kind, string path) =>
        new(HttpStatusCode.BadRequest, "InvalidRequestFormat", "Cannot parse the request.", ErrorShape.Network)
        {
            Detail = ("InvalidJson", $"Error converting value \"{RequestErrors.Shorten(value)}\" to type '{kind}'. Path '{path}'."),
        };

    /// <summary>400: a reference isn't a resource id.</summary>
    public static RefusalException InvalidReference(string value, string path) =>
        BadRequest("LinkedInvalidPropertyId",
            $"Property id '{RequestErrors.Shorten(value)}' at path '{path}' is invalid. Expect fully qualified resource Id that start with "
                + "'/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.");

    /// <summary>400: a referenced resource doesn't exist or is in another region.</summary>
    public static RefusalException ReferenceNotFound(string target, string source) =>
        BadRequest("InvalidResourceReference",
            $"Resource {target} referenced by resource {source} was not found. Please make sure that the referenced resource exists, and "
                + "that both resources are in the same region.");

    /// <summary>400: a value isn't a range.</summary>
    public static RefusalException PrefixFormat(string prefix, string id) =>
        BadRequest("InvalidAddressPrefixFormat",
            $"Address prefix '{RequestErrors.Shorten(prefix)}' for resource '{id}' is not formatted correctly. It should follow CIDR "
                + "notation, for example 10.0.0.0/24.");

    /// <summary>400: a range has bits set beyond its prefix.</summary>
    public static RefusalException PrefixNotMasked(AddressRange range, string id) =>
        BadRequest("InvalidCIDRNotation",
            $"The address prefix {range} in resource {id} has an invalid CIDR notation. For the given prefix length, the address prefix "
                + $"should be {range.Masked()}.");

    /// <summary>400: two children have the same name.</summary>
    public static RefusalException DuplicateChild(string parent, string name) =>
        BadRequest(
            "DuplicateResourceName", $"Resource {parent} has two child resources with the same name ({RequestErrors.Shorten(name)}).");

    /// <summary>400: a number is out of its range. Code and text aren't recorded.</summary>
    public static RefusalException OutOfRange(string member, string id, double value, int least, int most) =>
        BadRequest(
            "InvalidParameter",
            $"The value {value.ToString(System.Globalization.CultureInfo.InvariantCulture)} of '{member}' in resource {id} is out of "
                + $"range. It must be between {least} and {most}.");
}
