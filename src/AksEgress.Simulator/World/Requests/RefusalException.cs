using System.Net;
using System.Text.Json.Nodes;

namespace AksEgress.Simulator.World.Requests;

/// <summary>A request that ARM refuses.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">ARM's error code.</param>
/// <param name="message">ARM's text.</param>
/// <param name="shape">The form of the body.</param>
#pragma warning disable CA1064 // It never leaves the simulator: the handler turns it into an answer.
internal sealed class RefusalException(
    HttpStatusCode status, string code, string message, ErrorShape shape = ErrorShape.Arm) : Exception(message)
#pragma warning restore CA1064
{
    /// <summary>HTTP status.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>ARM's error code.</summary>
    public string Code { get; } = code;

    /// <summary>The form of the body.</summary>
    public ErrorShape Shape { get; } = shape;

    /// <summary>The member that caused the error, if the provider names it.</summary>
    public string? Target { get; init; }

    /// <summary>AKS's subcode.</summary>
    public string Subcode { get; init; } = "";

    /// <summary>A further code and text under <c>details</c>, or null.</summary>
    public (string Code, string Message)? Detail { get; init; }

    /// <summary>Virtual seconds for a Retry-After header, or null for none.</summary>
    public double? RetryAfterSeconds { get; init; }

    /// <summary>The error in the form of a response body.</summary>
    public JsonObject Body()
    {
        if (Shape == ErrorShape.ContainerService)
        {
            JsonObject flat = new() { ["code"] = Code, ["details"] = null, ["message"] = Message, ["subcode"] = Subcode };
            if (Target is not null)
            {
                flat["target"] = Target;
            }

            return flat;
        }

        return new JsonObject { ["error"] = Error() };
    }

    /// <summary>The error in the form of the status document of a failed operation.</summary>
    public JsonObject Error()
    {
        JsonObject error = new() { ["code"] = Code, ["message"] = Message };
        if (Target is not null)
        {
            error["target"] = Target;
        }

        if (Detail is { } detail)
        {
            error["details"] = new JsonArray(new JsonObject { ["code"] = detail.Code, ["message"] = detail.Message });
        }
        else if (Shape == ErrorShape.Network)
        {
            error["details"] = new JsonArray();
        }

        return error;
    }
}
