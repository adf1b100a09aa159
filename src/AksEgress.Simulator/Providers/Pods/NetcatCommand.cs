using AksEgress.Simulator.Providers.EgressPaths;

namespace AksEgress.Simulator.Providers.Pods;

/// <summary>nc, as used to test a port: nc -z -w 5 host port.</summary>
internal static class NetcatCommand
{
    private const double DefaultTimeout = 130;

    /// <summary>Runs nc.</summary>
    public static int Run(PodCall call)
    {
        (var tries, var tells, var udp, var timeout) = (false, false, false, DefaultTimeout);
        List<string> names = [];
        for (var index = 0; index < call.Arguments.Count; index++)
        {
            var argument = call.Arguments[index];
            if (!argument.StartsWith('-') || argument.Length == 1)
            {
                names.Add(argument);
                continue;
            }

            for (var at = 1; at < argument.Length; at++)
            {
                switch (argument[at])
                {
                    case 'z':
                        tries = true;
                        break;
                    case 'v':
                        tells = true;
                        break;
                    case 'u':
                        udp = true;
                        break;
                    case '4' or 'n':
                        break;
                    case 'w':
                        var value = at + 1 < argument.Length
                            ? argument[(at + 1)..]
                            : ++index < call.Arguments.Count ? call.Arguments[index]
                            : null;
                        if (WebExchange.Seconds(value ?? "") is not { } seconds)
                        {
                            return call.Fail(1, $"nc: timeout invalid: {WebExchange.Show(value ?? "")}");
                        }

                        timeout = seconds;
                        at = argument.Length;
                        break;
                    default:
                        return call.Fail(1, $"nc: invalid option -- '{WebExchange.Show(argument[at].ToString())}'");
                }
            }
        }

        if (names.Count != 2 || !tries)
        {
            return call.Fail(1, "usage: nc -z [-4nuv] [-w timeout] destination port");
        }

        var host = names[0];
        if (WebExchange.PortOf(names[1]) is not { } port)
        {
            return call.Fail(1, $"nc: port number invalid: {WebExchange.Show(names[1])}");
        }

        var kind = udp ? "udp" : "tcp";
        if (call.Session.Network.Resolve(host) is not { } address)
        {
            return call.Fail(1, $"nc: getaddrinfo for host \"{WebExchange.Show(host)}\" port {port}: Name or service not known");
        }

        return Try(call, new Destination(host, address, port, kind.ToUpperInvariant()), tells, timeout);
    }

    private static int Try(PodCall call, Destination destination, bool tells, double timeout)
    {
        var kind = destination.Protocol.ToLowerInvariant();
        (var host, var address, var port) = (destination.Host, destination.Address, destination.Port);
        if (call.Session.Network.To(destination).Connects)
        {
            call.Session.Wait(0.1);
            return tells ? call.Fail(0, $"Connection to {host} ({address}) {port} port [{kind}/*] succeeded!") : 0;
        }

        call.Session.Wait(timeout);
        return tells ? call.Fail(1, $"nc: connect to {host} ({address}) port {port} ({kind}) timed out: Operation now in progress") : 1;
    }
}
