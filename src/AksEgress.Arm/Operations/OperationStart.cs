using System.Text.Json;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;
using Azure;

namespace AksEgress.Arm.Operations;

/// <summary>Determines from ARM's first response whether an operation is running, and how to follow it.</summary>
internal static class OperationStart
{
    private static readonly string[] s_failures = ["Failed", "Canceled"];

    /// <summary>The token of the operation that a response started; null when the response is final.</summary>
    /// <exception cref="ArmAccessException">ARM's response points to a host that must not receive the token.</exception>
    public static OperationToken? Read(ArmRequest request, Uri address, Response response, TrustedHosts hosts, TimeProvider clock)
    {
        if (!request.Writes)
        {
            return null;
        }

        var monitor = Address(response, "Azure-AsyncOperation", address, hosts);
        var location = response.Status is 201 or 202 ? Address(response, "Location", address, hosts) : null;

        // The Location of a 201 can be the new resource (RFC 9110); then it says nothing about an operation.
        if (location is not null && request.Method is "PUT" or "PATCH" && IsSame(location, address))
        {
            location = null;
        }

        var (source, next) =
            monitor is not null ? (OperationSource.AzureAsyncOperation, monitor)
            : location is not null ? (OperationSource.Location, location)
            : request.Method is "PUT" or "PATCH" && IsUnderWay(response) ? (OperationSource.None, address)
            : (OperationSource.None, null);
        return next is null
            ? null
            : new OperationToken(
                request.Method, address, next, source, ResultOf(request, location), location,
                RetryAfter.Read(response, clock) is { } wait && wait > TimeSpan.Zero ? clock.GetUtcNow() + wait : null);
    }

    /// <summary>True for a state in which an operation ends without success.</summary>
    public static bool IsFailure(string? state) => state is not null && s_failures.Contains(state, StringComparer.OrdinalIgnoreCase);

    /// <summary>The state in a body: an operation's status, otherwise a resource's provisioningState, or null.</summary>
    public static string? StateOf(Response response)
    {
        if (response.ContentStream is null || response.Content.ToMemory().IsEmpty)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            return Text(document.RootElement, "status")
                ?? (document.RootElement.ValueKind == JsonValueKind.Object
                    && document.RootElement.TryGetProperty("properties", out var properties)
                    ? Text(properties, "provisioningState")
                    : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// A PUT is followed by reading the resource. Microsoft.Network keeps the result of a POST at Location; AKS's
    /// operations declare final-state-via azure-async-operation, and a DELETE has no result.
    /// </summary>
    private static OperationResult ResultOf(ArmRequest request, Uri? location) => request.Method switch
    {
        "PUT" or "PATCH" => OperationResult.OriginalUri,
        "POST" when location is not null
            && !request.Path.Contains("/providers/Microsoft.ContainerService/", StringComparison.OrdinalIgnoreCase)
            => OperationResult.Location,
        _ => OperationResult.AzureAsyncOperation,
    };

    private static bool IsUnderWay(Response response) =>
        StateOf(response) is { } state && !IsFailure(state) && !state.Equals("Succeeded", StringComparison.OrdinalIgnoreCase);

    private static bool IsSame(Uri one, Uri other) =>
        string.Equals(one.AbsolutePath.TrimEnd('/'), other.AbsolutePath.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private static Uri? Address(Response response, string header, Uri request, TrustedHosts hosts)
    {
        if (!response.Headers.TryGetValue(header, out var text)
            || string.IsNullOrWhiteSpace(text)
            || !Uri.TryCreate(request, text, out var address))
        {
            return null;
        }

        return hosts.Contains(address)
            ? address
            : throw new ArmAccessException(
                ArmAccessFailure.Connection,
                $"Azure accepted the request, but the {header} header points to the untrusted host '{ArmNames.Shown(address.Host)}'; "
                    + "nothing was sent there.");
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out var member)
            && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
