using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Quotas;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Clients.ResourceGraph;

/// <summary>
/// POST /providers/Microsoft.ResourceGraph/resources: queries over all resources, in the subset of Kusto that queries over many
/// clusters use. Limits as documented: 15 queries in 5 seconds, 100 rows unless $top requests up to 1,000, and $skipToken only if
/// the rows have an id.
/// </summary>
internal sealed class ResourceGraphProvider(SimulatedWorld world, FixedWindow quota, bool isLimited)
{
    /// <summary>The provider's namespace.</summary>
    public const string Namespace = "Microsoft.ResourceGraph";

    private const int UsualRows = 100;
    private const int MaxRows = 1000;

    /// <summary>True if a path belongs to this provider.</summary>
    public static bool IsFor(string[] parts) =>
        parts.Length == 3
            && ResourceId.Is(parts[0], "providers")
            && ResourceId.Is(parts[1], Namespace)
            && ResourceId.Is(parts[2], "resources");

    /// <summary>Answers a query.</summary>
    /// <exception cref="RefusalException">The method doesn't exist, or the body isn't an object.</exception>
    public ArmAnswer Answer(IncomingRequest request)
    {
        if (request.Method != "POST")
        {
            throw RequestErrors.MethodNotAllowed(request.Method);
        }

        var now = world.Clock.Now;
        if (isLimited && !quota.TryTake(now, out var wait))
        {
            return world.Clock.AddRetryAfter(WithQuota(QueryErrors.RateLimiting(now, world.Requests.NextGuid()), now), wait);
        }

        var body = request.Body();
        ArmAnswer answer;
        try
        {
            answer = Run(body, now);
        }
        catch (QueryException fault)
        {
            answer = QueryErrors.Invalid(fault, now, world.Requests.NextGuid());
        }

        return WithQuota(answer, now);
    }

    private ArmAnswer WithQuota(ArmAnswer answer, DateTimeOffset now) => answer
        .With("x-ms-user-quota-remaining", quota.Remaining(now).ToString(CultureInfo.InvariantCulture))
        .With(
            "x-ms-user-quota-resets-after",
            (quota.Ends(now) is var ends && ends > now
                ? TimeSpan.FromSeconds(Math.Ceiling((ends - now).TotalSeconds))
                : quota.Length).ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture));

    private ArmAnswer Run(JsonObject body, DateTimeOffset now)
    {
        if (body.Text("query") is not { Length: > 0 } text)
        {
            return QueryErrors.BadRequest("InvalidQuery", "Query is missing.", now, world.Requests.NextGuid());
        }

        var options = body.Object("options");
        var top = options.Number("$top") ?? options.Number("top") ?? UsualRows;
        var skip = options.Number("$skip") ?? options.Number("skip") ?? 0;
        if (top is not (>= 1 and <= MaxRows) || skip < 0)
        {
            return QueryErrors.BadRequest(
                "InvalidPagingParameter", $"$top must be from 1 to {MaxRows}, and $skip not below 0.", now, world.Requests.NextGuid());
        }

        if ((options.Text("$skipToken") ?? options.Text("skipToken")) is { Length: > 0 } token)
        {
            if (Offset(token) is not { } offset)
            {
                return QueryErrors.BadRequest("InvalidSkipToken", "The provided skip token is invalid.", now, world.Requests.NextGuid());
            }

            skip = offset;
        }

        var query = QueryReader.Read(text);
        string[] subscriptions = [.. body.Array("subscriptions").Texts()];
        var rows = query.IsPlain
            ? Found(query, subscriptions).Skip((int)Math.Min(skip, int.MaxValue)).Take((int)top).Select(Row)
            : Found(query, subscriptions).Select(Row);
        foreach (var step in query.Steps)
        {
            rows = step(rows);
        }

        var total = query.IsPlain ? (long)skip : 0;
        JsonArray data = [];
        foreach (var row in rows)
        {
            if (total >= skip && data.Count < top)
            {
                data.Add(row.Parent is null ? row : row.DeepClone());
            }

            total++;
        }

        total = query.IsPlain ? Found(query, subscriptions).LongCount() : total;

        var more = skip + data.Count < total;
        JsonObject answer = new()
        {
            ["totalRecords"] = total,
            ["count"] = data.Count,
            ["data"] = data,
            ["facets"] = new JsonArray(),
            ["resultTruncated"] = more && !query.HasId ? "true" : "false",
        };
        if (more && query.HasId)
        {
            answer["$skipToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"skip={skip + data.Count}"));
        }

        return ArmAnswer.Of(HttpStatusCode.OK, answer);
    }

    private static double? Offset(string token)
    {
        Span<byte> bytes = stackalloc byte[64];
        return token.Length < 80 && Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.UTF8.GetString(bytes[..length]) is var text && text.StartsWith("skip=", StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;
    }

    // Ordered by id, so that the pages of a query match. Child resources aren't rows of Resources.
    private IEnumerable<Resource> Found(GraphQuery query, string[] subscriptions)
    {
        foreach (var subscription in world.Subscriptions.Order(StringComparer.OrdinalIgnoreCase))
        {
            if (subscriptions.Length > 0 && !subscriptions.Contains(subscription, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            var groups = world.Store.Collection($"/subscriptions/{subscription}/resourcegroups".ToLowerInvariant());
            var keys = query.Containers ? groups
                : query.Type is { } type ? world.Store.Collection($"/subscriptions/{subscription}/providers/{type}".ToLowerInvariant())
                : groups.SelectMany(key => world.Store.Contents(key));
            foreach (var key in keys)
            {
                if (world.Store.Find(key) is { } resource
                    && (query.Containers || (resource.Path is { IsNested: false } path && path.Scope.Count(static c => c == '/') == 4)))
                {
                    yield return resource;
                }
            }
        }
    }

    // Resource Graph returns types in lower case, and columns that a document doesn't have.
    private static JsonObject Row(Resource resource)
    {
        var row = resource.Fresh();
        row["type"] = resource.Path?.Type.ToLowerInvariant() ?? "microsoft.resources/subscriptions/resourcegroups";
        row["tenantId"] = SimulatedAccount.TenantId;
        row["subscriptionId"] = resource.Key.Split('/')[2];
        row["resourceGroup"] = (resource.Path?.Group ?? row.Text("name") ?? "").ToLowerInvariant();
        row.Remove("etag");
        row.Remove("eTag");
        return row;
    }
}
