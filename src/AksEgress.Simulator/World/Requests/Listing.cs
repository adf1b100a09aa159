using System.Net;
using System.Text;

namespace AksEgress.Simulator.World.Requests;

/// <summary>Answers list requests, page by page.</summary>
internal static class Listing
{
    /// <summary>The number of items on a page. ARM's providers differ; tests use fewer.</summary>
    public const int DefaultPageSize = 100;

    /// <summary>One page of the resources with the given keys.</summary>
    /// <param name="request">The request; its $skipToken identifies the page.</param>
    /// <param name="keys">All keys of the collection, in order.</param>
    /// <param name="pageSize">Items on a page.</param>
    /// <param name="bytes">Returns the bytes of one resource; null omits it.</param>
    public static ArmAnswer Page(IncomingRequest request, SortedSet<string> keys, int pageSize, Func<string, byte[]?> bytes)
    {
        var token = Token(request);
        IEnumerable<string> rest = keys;
        if (token is not null && keys.Max is { } last)
        {
            rest = string.CompareOrdinal(token, last) > 0 ? [] : keys.GetViewBetween(token, last);
        }

        return Write(request, rest.Select(key => (key, bytes(key))), pageSize);
    }

    /// <summary>One page of given items, each with a key that the next page can start from.</summary>
    public static ArmAnswer Page(IncomingRequest request, IEnumerable<(string Key, byte[]? Bytes)> items, int pageSize)
    {
        var token = Token(request);
        return Write(request, token is null ? items : items.SkipWhile(item => item.Key != token), pageSize);
    }

    private static ArmAnswer Write(IncomingRequest request, IEnumerable<(string Key, byte[]? Bytes)> items, int pageSize)
    {
        using MemoryStream body = new();
        body.Write("{\"value\":["u8);
        var count = 0;
        string? next = null;
        foreach ((var key, var bytes) in items)
        {
            if (bytes is null)
            {
                continue;
            }

            if (count == pageSize)
            {
                next = key;
                break;
            }

            if (count++ > 0)
            {
                body.WriteByte((byte)',');
            }

            body.Write(bytes);
        }

        body.WriteByte((byte)']');
        if (next is not null)
        {
            var link = NextLink(request, next);
            body.Write(",\"nextLink\":\""u8);
            body.Write(Encoding.UTF8.GetBytes(link));
            body.WriteByte((byte)'"');
        }

        body.WriteByte((byte)'}');
        return new ArmAnswer(HttpStatusCode.OK, body.ToArray());
    }

    // The link repeats all other parameters of the request. Of the characters in a URL, JSON escapes only quotes and backslashes.
    private static string NextLink(IncomingRequest request, string key)
    {
        var others = request.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(static pair =>
                !pair.StartsWith("$skiptoken=", StringComparison.OrdinalIgnoreCase)
                    && !pair.StartsWith("%24skiptoken=", StringComparison.OrdinalIgnoreCase));
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes(key));
        var query = string.Join('&', others.Append("$skipToken=" + Uri.EscapeDataString(token)));
        return $"{request.Origin}{request.Path}?{query}"
            .Replace("\\", "%5C", StringComparison.Ordinal)
            .Replace("\"", "%22", StringComparison.Ordinal);
    }

    private static string? Token(IncomingRequest request)
    {
        if (request.Parameter("$skipToken") is not { Length: > 0 } token)
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            // The text isn't recorded.
            throw new RefusalException(HttpStatusCode.BadRequest, "InvalidSkipToken", "The provided skip token is invalid.");
        }
    }
}
