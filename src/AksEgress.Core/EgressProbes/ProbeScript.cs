using System.Globalization;
using System.Text;

namespace AksEgress.Core.EgressProbes;

/// <summary>
/// The script that a pod runs. Each line tests one endpoint and writes a marker with its number and exit code. Hosts and addresses are
/// already validated, so they need no quotes. The pod of a run command has curl, and neither nc nor nslookup (recorded on 2024-11-21:
/// "/bin/sh: 1: nc: not found"), so a TCP port is tested with curl's telnet protocol, which ends when its input does
/// (https://curl.se/docs/manpage.html).
/// </summary>
internal static class ProbeScript
{
    /// <summary>The marker at the end of each line's output.</summary>
    public const string Marker = "aksegress";

    /// <summary>The script of a plan.</summary>
    public static string Write(ProbePlan plan)
    {
        var script = new StringBuilder();
        var number = 0;
        foreach (var echo in plan.EchoUris)
        {
            Line($"curl -sS -4 --max-time 10 {echo}; echo \"{Marker} {number} $?\"");
        }

        foreach (var target in plan.Targets)
        {
            Line(target.Protocol is "HTTPS" or "HTTP"
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"curl -sS -o /dev/null --max-time 10 -w '%{{http_code}}' "
                        + $"{target.Protocol.ToLowerInvariant()}://{target.Host}:{target.Port}/; echo \" {Marker} {number} $?\"")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"curl -sv -o /dev/null --connect-timeout 5 --max-time 10 telnet://{target.Host}:{target.Port} </dev/null; "
                        + $"echo \" {Marker} {number} $?\""));
        }

        return script.ToString();

        void Line(string line)
        {
            script.Append(number == 0 ? string.Empty : "\n").Append(line);
            number++;
        }
    }
}
