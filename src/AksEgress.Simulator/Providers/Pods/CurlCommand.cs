using System.Globalization;
using System.Text.RegularExpressions;

namespace AksEgress.Simulator.Providers.Pods;

/// <summary>curl, with the options that probes use, and with curl's own texts and exit codes.</summary>
internal sealed partial class CurlCommand
{
    private const double DefaultTimeout = 130;
    private static readonly Dictionary<string, char> s_long = new(StringComparer.Ordinal)
    {
        ["--silent"] = 's',
        ["--show-error"] = 'S',
        ["--ipv4"] = '4',
        ["--insecure"] = 'k',
        ["--head"] = 'I',
        ["--location"] = 'L',
        ["--fail"] = 'f',
        ["--verbose"] = 'v',
        ["--output"] = 'o',
        ["--max-time"] = 'm',
        ["--connect-timeout"] = 'c',
        ["--write-out"] = 'w',
        ["--header"] = 'H',
        ["--request"] = 'X',
        ["--user-agent"] = 'A',
        ["--retry"] = 'r',
        ["--data"] = 'd',
        ["--noproxy"] = 'p',
        ["--no-progress-meter"] = 's',
        ["--url"] = 'u',
        ["--tlsv1.2"] = 'k',
        ["--http1.1"] = 'k',
    };

    private readonly List<string> _urls = [];
    private readonly HashSet<char> _flags = [];
    private readonly Dictionary<char, string> _values = [];

    /// <summary>Runs curl.</summary>
    public static int Run(PodCall call)
    {
        CurlCommand curl = new();
        if (curl.Parse(call) is { } fault)
        {
            return fault;
        }

        if (curl._urls.Count == 0)
        {
            return call.Fail(2, "curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information");
        }

        var code = 0;
        foreach (var url in curl._urls)
        {
            code = curl.Get(call, url);
        }

        return code;
    }

    private int? Parse(PodCall call)
    {
        for (var index = 0; index < call.Arguments.Count; index++)
        {
            var argument = call.Arguments[index];
            if (!argument.StartsWith('-') || argument == "-")
            {
                _urls.Add(argument);
                continue;
            }

            var rest = argument[1..];
            if (argument.StartsWith("--", StringComparison.Ordinal))
            {
                if (!s_long.TryGetValue(argument, out var letter))
                {
                    return Unknown(call, argument);
                }

                rest = letter.ToString();
            }

            for (var at = 0; at < rest.Length; at++)
            {
                var option = rest[at];
                if ("sS4kILfv".Contains(option, StringComparison.Ordinal))
                {
                    _flags.Add(option);
                    continue;
                }

                var known = "omwHXAd".Contains(option, StringComparison.Ordinal)
                    || (argument.StartsWith("--", StringComparison.Ordinal) && "crpu".Contains(option, StringComparison.Ordinal));
                if (!known)
                {
                    return Unknown(call, argument);
                }

                var value = at + 1 < rest.Length ? rest[(at + 1)..] : ++index < call.Arguments.Count ? call.Arguments[index] : null;
                if (value is null)
                {
                    return call.Fail(
                        2, $"curl: option {argument}: requires parameter\ncurl: try 'curl --help' or 'curl --manual' for more information");
                }

                if (option is 'm' or 'c' && WebExchange.Seconds(value) is null)
                {
                    return call.Fail(
                        2,
                        $"curl: option {argument}: expected a proper numerical parameter\ncurl: try 'curl --help' or 'curl --manual' for "
                            + "more information");
                }

                _values[option] = value;
                if (option == 'u')
                {
                    _urls.Add(value);
                }

                break;
            }
        }

        return null;
    }

    private static int Unknown(PodCall call, string option) =>
        call.Fail(
            2, $"curl: option {WebExchange.Show(option)}: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information");

    private int Get(PodCall call, string url)
    {
        var start = call.Session.Elapsed;
        var exchange = WebExchange.Get(call.Session, url);
        var telnet = url.StartsWith("telnet://", StringComparison.OrdinalIgnoreCase);
        var code = 0;
        Tell(call, exchange);
        switch (exchange.Failure)
        {
            case WebFailure.None when telnet:
                break;
            case WebFailure.None:
                code = Show(call, exchange);
                break;
            case WebFailure.BadUrl:
                code = Fail(call, 3, "URL using bad/illegal format or missing URL");
                break;
            case WebFailure.BadScheme:
                code = Fail(call, 1, $"Protocol \"{WebExchange.Show(exchange.Host)}\" not supported");
                break;
            case WebFailure.NoName:
                code = Fail(call, 6, $"Could not resolve host: {exchange.Host}");
                break;
            case WebFailure.Timeout:
                code = Timeout(call, exchange);
                break;
            case WebFailure.NoProxyName:
                code = Fail(call, 5, $"Could not resolve proxy: {exchange.Host}");
                break;
            case WebFailure.ProxyRefused:
                code = Fail(call, 56, "Received HTTP code 503 from proxy after CONNECT");
                break;
            default:
                code = Fail(call, 35, $"OpenSSL SSL_connect: Connection reset by peer in connection to {exchange.Host}:{exchange.Port}");
                break;
        }

        if (_values.TryGetValue('w', out var format))
        {
            call.Out.Write(Format(format, exchange, url, code, call.Session.Elapsed - start));
        }

        return code;
    }

    // curl 7.74 writes its progress to the error stream.
    private void Tell(PodCall call, WebExchange exchange)
    {
        if (_flags.Contains('v') && exchange.Address is { } address)
        {
            call.Error.WriteLine($"*   Trying {address}:{exchange.Port}...");
            if (exchange.Failure != WebFailure.Timeout)
            {
                call.Error.WriteLine($"* Connected to {exchange.Host} ({address}) port {exchange.Port} (#0)");
            }
        }
    }

    private int Show(PodCall call, WebExchange exchange)
    {
        if (_flags.Contains('f') && exchange.Status >= 400)
        {
            return Fail(call, 22, $"The requested URL returned error: {exchange.Status}");
        }

        var text = _flags.Contains('I')
            ? $"HTTP/1.1 {exchange.Status} {WebExchange.Reason(exchange.Status)}".TrimEnd()
                + $"\r\nContent-Length: {exchange.Body.Length}\r\n\r\n"
            : exchange.Body;
        if (!_values.TryGetValue('o', out var file) || file == "-")
        {
            call.Out.Write(text);
        }
        else if (file != "/dev/null" && !call.Session.WriteFile(file, text, appends: false))
        {
            return Fail(call, 23, "Failure writing output to destination");
        }

        return 0;
    }

    private int Timeout(PodCall call, WebExchange exchange)
    {
        var whole = _values.TryGetValue('m', out var most) ? WebExchange.Seconds(most)!.Value : double.MaxValue;
        var connect = _values.TryGetValue('c', out var first) ? WebExchange.Seconds(first)!.Value : double.MaxValue;
        var waited = Math.Min(Math.Min(whole <= 0 ? double.MaxValue : whole, connect <= 0 ? double.MaxValue : connect), DefaultTimeout);
        call.Session.Wait(waited);
        var milliseconds = ((long)(waited * 1000) + 1).ToString(CultureInfo.InvariantCulture);
        return waited < DefaultTimeout
            ? Fail(call, 28, $"Connection timed out after {milliseconds} milliseconds")
            : Fail(call, 28, $"Failed to connect to {exchange.Host} port {exchange.Port} after {milliseconds} ms: Connection timed out");
    }

    private int Fail(PodCall call, int code, string message) =>
        _flags.Contains('s') && !_flags.Contains('S') ? code : call.Fail(code, $"curl: ({code}) {message}");

    private static string Format(string format, WebExchange exchange, string url, int code, double seconds) =>
        BasicCommands.Unescape(Variable().Replace(format, match => match.Groups[1].Value switch
        {
            "http_code" or "response_code" => exchange.Status.ToString("000", CultureInfo.InvariantCulture),
            "exitcode" => code.ToString(CultureInfo.InvariantCulture),
            "remote_ip" => exchange.Address?.ToString() ?? "",
            "remote_port" => exchange.Port.ToString(CultureInfo.InvariantCulture),
            "size_download" => exchange.Body.Length.ToString(CultureInfo.InvariantCulture),
            "time_total" => seconds.ToString("0.000000", CultureInfo.InvariantCulture),
            "url_effective" or "url" => url,
            "num_redirects" or "ssl_verify_result" => "0",
            _ => "",
        }));

    [GeneratedRegex(@"%\{([a-z_]{1,40})\}")]
    private static partial Regex Variable();
}
