using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>
/// Resource Graph's errors, in the form that public issue threads show (aztfexport 485, azure-powershell 13762,
/// azure-cli-extensions 3325).
/// </summary>
internal static class QueryErrors
{
    /// <summary>400: the query can't be parsed.</summary>
    public static ArmAnswer Invalid(QueryException fault, DateTimeOffset now, Guid correlation) =>
        Of(HttpStatusCode.BadRequest, "BadRequest", now, correlation,
            new JsonObject
            {
                ["code"] = "InvalidQuery",
                ["message"] = "Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error "
                    + "before retrying."
            },
            new JsonObject
            {
                ["code"] = fault.Code,
                ["message"] = fault.Code,
                ["line"] = fault.Token.Line,
                ["characterPositionInLine"] = fault.Token.Column,
                ["token"] = fault.Token.Text
            });

    /// <summary>429: too many queries by this user.</summary>
    public static ArmAnswer RateLimiting(DateTimeOffset now, Guid correlation) =>
        Of(HttpStatusCode.TooManyRequests, "RateLimiting", now, correlation,
            new JsonObject
            {
                ["code"] = "RateLimiting",
                ["message"] = "Client application has been throttled and should not attempt to repeat the request until an amount of time "
                    + "has elapsed. Please see https://aka.ms/resourcegraph-throttling for help."
            });

    /// <summary>400: the request around the query isn't valid. The texts of the detail aren't recorded.</summary>
    public static ArmAnswer BadRequest(string code, string message, DateTimeOffset now, Guid correlation) =>
        Of(HttpStatusCode.BadRequest, "BadRequest", now, correlation, new JsonObject { ["code"] = code, ["message"] = message });

    private static ArmAnswer Of(HttpStatusCode status, string code, DateTimeOffset now, Guid correlation, params JsonNode[] details) =>
        ArmAnswer.Of(status, new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = code,
                ["message"] = "Please provide below info when asking for support: timestamp = "
                    + $"{now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}, correlationId = {correlation}.",
                ["details"] = new JsonArray(details),
            },
        });
}
