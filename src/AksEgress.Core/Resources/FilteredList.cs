using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Resources;

/// <summary>Lists the resources of a collection that match a <c>$filter</c>.</summary>
internal static class FilteredList
{
    /// <summary>Reads the matching resources, as the pages arrive.</summary>
    /// <param name="gateway">The connection to ARM.</param>
    /// <param name="path">The collection's path, escaped.</param>
    /// <param name="apiVersion">The API version.</param>
    /// <param name="filter">An OData filter, not escaped. The caller quotes the texts in it.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public static async IAsyncEnumerable<ArmDocument> ReadAsync(
        IArmGateway gateway, string path, string apiVersion, string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var request = new ArmRequest("GET", path, apiVersion) { Query = "$filter=" + Uri.EscapeDataString(filter) };
        while (true)
        {
            // Ending the list here would return an incomplete list.
            if (!seen.Add(request.Path + "?" + request.Query))
            {
                throw new ArmException(request, 200, "InvalidNextLink", "The nextLink refers to a page that was already read.");
            }

            var page = ArmDocument.Parse((await gateway.SendAsync(request, cancellationToken).ConfigureAwait(false)).Body).Root;
            foreach (var item in page.Items("value").OfType<JsonObject>())
            {
                yield return new ArmDocument((JsonObject)item.DeepClone());
            }

            // Only the path and the query of the link are used: the request always goes to the session's endpoint.
            if (page.At("nextLink") is null || page.Text("nextLink") is { Length: 0 })
            {
                yield break;
            }

            if (page.Text("nextLink") is not { } link || !Uri.TryCreate(gateway.Session.Endpoint, link, out var next))
            {
                throw new ArmException(request, 200, "InvalidNextLink", "The nextLink isn't a valid URI.");
            }

            var query = next
                .Query.TrimStart('?')
                .Split('&')
                .Where(pair => !pair.StartsWith("api-version=", StringComparison.OrdinalIgnoreCase));
            request = request with { Path = next.AbsolutePath, Query = string.Join('&', query) };
        }
    }
}
