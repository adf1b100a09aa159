namespace AksEgress.Simulator.RunCommands;

/// <summary>wget, as it is used to print a page: wget -qO- URL.</summary>
internal static class WgetCommand
{
    private const double DefaultTimeout = 130;

    /// <summary>Runs wget.</summary>
    public static int Run(PodCall call)
    {
        (bool quiet, string? file, string? url, double timeout) = (false, null, null, DefaultTimeout);
        for (int index = 0; index < call.Arguments.Count; index++)
        {
            string argument = call.Arguments[index];
            string? next = index + 1 < call.Arguments.Count ? call.Arguments[index + 1] : null;
            switch (argument)
            {
                case "-q" or "--quiet":
                    quiet = true;
                    break;
                case "-qO-" or "-qO" or "-O-" or "-O":
                    quiet |= argument[1] == 'q';
                    file = argument.EndsWith('-') ? "-" : next;
                    index += argument.EndsWith('-') ? 0 : 1;
                    break;
                case "-T" or "-t":
                    timeout = argument == "-T" ? WebExchange.Seconds(next ?? "") ?? timeout : timeout;
                    index++;
                    break;
                case "-4" or "--no-check-certificate" or "-S":
                    break;
                default:
                    if (argument.StartsWith("--timeout=", StringComparison.Ordinal))
                    {
                        timeout = WebExchange.Seconds(argument["--timeout=".Length..]) ?? timeout;
                    }
                    else if (argument.StartsWith("--tries=", StringComparison.Ordinal))
                    {
                        break;
                    }
                    else if (argument.StartsWith('-'))
                    {
                        return call.Fail(2, $"wget: unrecognized option '{WebExchange.Show(argument)}'");
                    }
                    else
                    {
                        url = argument;
                    }

                    break;
            }
        }

        if (url is null)
        {
            return call.Fail(1, "wget: missing URL");
        }

        WebExchange exchange = WebExchange.Get(call.Session, url);
        int code = exchange.Failure switch { WebFailure.None => exchange.Status >= 400 ? 8 : 0, WebFailure.BadUrl or WebFailure.BadScheme => 1, _ => 4 };
        call.Session.Wait(exchange.Failure == WebFailure.Timeout ? timeout : 0);
        if (code == 0)
        {
            string target = file ?? "index.html";
            if (target == "-")
            {
                call.Out.Write(exchange.Body);
            }
            else if (!call.Session.WriteFile(target, exchange.Body, appends: false))
            {
                return 3;
            }
        }
        else if (!quiet)
        {
            call.Error.WriteLine(exchange.Failure switch
            {
                WebFailure.NoName => $"wget: unable to resolve host address '{exchange.Host}'",
                WebFailure.Timeout => $"Connecting to {exchange.Host}|{exchange.Address}|:{exchange.Port}... failed: Connection timed out.",
                WebFailure.Reset => "Unable to establish SSL connection.",
                WebFailure.None => $"ERROR {exchange.Status}: {WebExchange.Reason(exchange.Status)}.",
                _ => $"{WebExchange.Show(url)}: Unsupported scheme.",
            });
        }

        return code;
    }
}
