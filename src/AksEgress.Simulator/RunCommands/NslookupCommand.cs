using System.Net;

namespace AksEgress.Simulator.RunCommands;

/// <summary>nslookup of a name at the cluster's own DNS.</summary>
internal static class NslookupCommand
{
    /// <summary>Runs nslookup.</summary>
    public static int Run(PodCall call)
    {
        string? host = call.Arguments.FirstOrDefault(static argument => !argument.StartsWith('-'));
        if (host is null)
        {
            return call.Fail(1, "Usage: nslookup HOST");
        }

        call.Session.Wait(0.1);
        const string server = "10.0.0.10";
        call.Out.WriteLine($"Server:\t\t{server}").WriteLine($"Address:\t{server}#53\n");
        if (call.Session.Network.Resolve(host) is not IPAddress address)
        {
            call.Out.WriteLine($"** server can't find {WebExchange.Show(host)}: NXDOMAIN\n");
            return 1;
        }

        call.Out.WriteLine("Non-authoritative answer:").WriteLine($"Name:\t{host}").WriteLine($"Address: {address}\n");
        return 0;
    }
}
