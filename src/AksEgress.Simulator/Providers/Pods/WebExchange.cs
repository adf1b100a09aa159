using System.Globalization;
using System.Net;
using AksEgress.Simulator.Providers.EgressPaths;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Pods;

/// <summary>A request to a web server, as the simulated Internet answers it.</summary>
/// <param name="Failure">The reason why there is no response.</param>
/// <param name="Host">The host.</param>
/// <param name="Port">The port.</param>
/// <param name="Address">Its address.</param>
/// <param name="Status">The HTTP status; 0 if there is none.</param>
/// <param name="Body">The text of the response.</param>
internal sealed record WebExchange(WebFailure Failure, string Host, int Port, IPAddress? Address, int Status, string Body)
{
    private const string FirewallText = "Action: Deny. Reason: No rule matched. Proceeding with default action.";

    /// <summary>Requests a URL. A response takes a fraction of a second; the caller has to wait for a timeout.</summary>
    public static WebExchange Get(PodSession session, string url)
    {
        var text = url.Contains("://", StringComparison.Ordinal) ? url : "http://" + url;
        var scheme = text[..text.IndexOf("://", StringComparison.Ordinal)].ToLowerInvariant();
        if (scheme is not ("http" or "https" or "telnet"))
        {
            return new WebExchange(WebFailure.BadScheme, scheme, 0, null, 0, "");
        }

        if (text.Length > 8192
            || text.Any(static c => char.IsControl(c) || c == ' ')
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Host.Length == 0
            || uri.Port <= 0)
        {
            return new WebExchange(WebFailure.BadUrl, "", 0, null, 0, "");
        }

        var host = uri.Host.Trim('[', ']');
        if (session.Network.Proxy(scheme, host) is { } proxy)
        {
            return Proxied(session, proxy, uri, host);
        }

        if (session.Network.Resolve(host) is not { } address)
        {
            session.Wait(0.1);
            return new WebExchange(WebFailure.NoName, host, uri.Port, null, 0, "");
        }

        WebExchange exchange = new(WebFailure.None, host, uri.Port, address, 0, "");
        if (scheme == "telnet")
        {
            // A plain TCP connection: a firewall can't read a name, and the input of the pod is empty, so curl ends at once.
            var connects = session.Network.To(new Destination(host, address, uri.Port)).Connects;
            session.Wait(connects ? 0.1 : 0);
            return connects ? exchange : exchange with { Failure = WebFailure.Timeout };
        }

        var verdict = session.Network.To(new Destination(host, address, uri.Port, "TCP", scheme));
        session.Wait(verdict.Outcome == EgressOutcome.NoAnswer ? 0 : 0.3);
        return verdict.Outcome switch
        {
            EgressOutcome.NoAnswer => exchange with { Failure = WebFailure.Timeout },
            EgressOutcome.Reset => exchange with { Failure = WebFailure.Reset },
            EgressOutcome.Denied => exchange with { Status = 470, Body = FirewallText },
            _ => Answered(exchange, uri, verdict),
        };
    }

    // The proxy resolves the name. What it can't reach, a common proxy answers with 503: the response to an HTTP request, and to CONNECT
    // the end of an HTTPS request.
    private static WebExchange Proxied(PodSession session, ClusterProxy proxy, Uri uri, string host)
    {
        WebExchange exchange = new(WebFailure.None, proxy.Host, proxy.Port, null, 0, "");
        if (session.Network.Resolve(proxy.Host) is not { } address)
        {
            session.Wait(0.1);
            return exchange with { Failure = WebFailure.NoProxyName };
        }

        exchange = exchange with { Address = address };
        (var reached, var verdict) = HostNames.Resolve(host) is { } target
            ? session.Network.Through(proxy, address, new Destination(host, target, uri.Port, "TCP", uri.Scheme))
            : (true, ConnectionVerdict.NoAnswer);
        if (!reached)
        {
            return exchange with { Failure = WebFailure.Timeout };
        }

        session.Wait(0.4);
        return verdict.Connects ? Answered(exchange, uri, verdict)
            : uri.Scheme == "https" ? exchange with { Failure = WebFailure.ProxyRefused }
            : exchange with { Status = 503 };
    }

    private static WebExchange Answered(WebExchange exchange, Uri uri, ConnectionVerdict verdict) =>
        Echo(uri, verdict.Address) is { } seen
            ? exchange with { Status = 200, Body = seen }
            : exchange with { Status = uri.AbsolutePath == "/" ? 200 : 404 };

    /// <summary>The reason phrase of the status line.</summary>
    public static string Reason(int status) => status switch { 200 => "OK", 404 => "Not Found", _ => "" };

    // Services that return only the address they see, with or without a line break, as the real ones do.
    private static string? Echo(Uri uri, string? address) => (uri.Host.ToLowerInvariant(), uri.AbsolutePath) switch
    {
        _ when address is null => null,
        ("ifconfig.me", "/" or "/ip") or ("api.ipify.org", "/") or ("ipinfo.io", "/ip") => address,
        ("icanhazip.com" or "ipv4.icanhazip.com" or "checkip.amazonaws.com", "/") => address + "\n",
        _ => null,
    };

    /// <summary>Seconds from an option; null if it isn't a number.</summary>
    public static double? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? Math.Min(seconds, PodSession.Longest)
            : null;

    /// <summary>A port number, or null.</summary>
    public static int? PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : null;

    /// <summary>Shortens text for a message.</summary>
    public static string Show(string text) => RequestErrors.Shorten(text);
}
