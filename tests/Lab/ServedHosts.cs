using System.Globalization;
using System.Net;

namespace AksEgress.Lab;

/// <summary>
/// The Host headers that the server accepts. A web page can make its own name resolve to 127.0.0.1 (DNS rebinding) and then read
/// the responses of a local server. Its requests contain that name.
/// </summary>
internal static class ServedHosts
{
    private const int DefaultPort = 80;

    /// <summary>
    /// Null for a loopback name or address with the server's port, 400 for a malformed header, 403 for any other host.
    /// </summary>
    /// <param name="header">The Host header; null or empty for none.</param>
    /// <param name="port">The server's port.</param>
    public static HttpStatusCode? StatusOf(string? header, int port)
    {
        if (!TrySplit(header ?? string.Empty, out var host, out var named))
        {
            return HttpStatusCode.BadRequest;
        }

        var isLoopback = host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        return isLoopback && named == port ? null : HttpStatusCode.Forbidden;
    }

    private static bool TrySplit(string header, out string host, out int port)
    {
        var end = header.StartsWith('[')
            ? header.IndexOf(']', StringComparison.Ordinal) + 1
            : header.IndexOf(':', StringComparison.Ordinal);
        host = end > 0 ? header[..end] : header.Contains(':', StringComparison.Ordinal) || header.StartsWith('[') ? string.Empty : header;
        var rest = header[host.Length..];
        port = DefaultPort;
        return Uri.CheckHostName(host) is not (UriHostNameType.Unknown or UriHostNameType.Basic)
            && (rest.Length == 0 || (rest[0] == ':'
                && int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535));
    }
}
