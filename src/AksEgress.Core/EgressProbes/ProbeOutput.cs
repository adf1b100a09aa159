using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AksEgress.Core.Addressing;

namespace AksEgress.Core.EgressProbes;

/// <summary>
/// Reads what the script wrote. Whoever answers a pod can write into it, also markers: numbers must rise, each stands
/// once, and nothing may be there that the script cannot have written; else all of it is garbage and proves nothing.
/// </summary>
internal static partial class ProbeOutput
{
    // The longest honest output is a few kilobytes; AKS cuts after 512, and what is cut could hide the true markers.
    private const int MaximumLength = 64 * 1024;

    private static readonly string[] s_complaints = ["curl: ", "nc: ", "Ncat: ", "sh: ", "bash: ", "/bin/sh: ", "command started at "];

    /// <summary>The lines by number; null where the output cannot be trusted. A number that is missing is not known.</summary>
    /// <param name="logs">The output.</param>
    /// <param name="count">How many lines the script had.</param>
    public static IReadOnlyDictionary<int, ProbeLine>? Read(string logs, int count)
    {
        if (logs.Length > MaximumLength)
        {
            return null;
        }

        var lines = new Dictionary<int, ProbeLine>();
        var (last, start) = (-1, 0);
        foreach (Match marker in Marker().Matches(logs))
        {
            var number = int.Parse(marker.Groups[1].Value, CultureInfo.InvariantCulture);
            if (number <= last || number >= count)
            {
                return null;
            }

            // Only what stands between neighbours belongs to one line for certain.
            var text = Essence(logs[start..marker.Index]);
            lines[number] = new ProbeLine(
                number == last + 1 ? text : string.Empty, int.Parse(marker.Groups[2].Value, CultureInfo.InvariantCulture));
            (last, start) = (number, marker.Index + marker.Length);
        }

        return lines.Count > 0 && Essence(logs[start..]).Length == 0 ? lines : null;
    }

    /// <summary>The address that an echo service saw; null where it gave none.</summary>
    public static string? Address(ProbeLine line) =>
        line.ExitCode == 0 && Cidr.TryParseAddress(line.Text, out var address) && address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString()
            : null;

    /// <summary>How an endpoint answered.</summary>
    public static (EndpointAnswer Answer, string Detail) Answer(ProbeTarget target, ProbeLine line)
    {
        if (line.ExitCode == 127)
        {
            return (EndpointAnswer.NotTried, "the pod has no tool to test it");
        }

        if (target.Protocol == "TCP")
        {
            return line.ExitCode == 0 ? (EndpointAnswer.Reachable, "connected") : (EndpointAnswer.Unreachable, "no connection");
        }

        if (line.ExitCode is 51 or 60 && target.OwnAuthority)
        {
            return (EndpointAnswer.Reachable, "responded, with a certificate of a private authority");
        }

        if (line.ExitCode != 0)
        {
            return (EndpointAnswer.Unreachable, Complaint(line.ExitCode));
        }

        // Azure Firewall answers 470 where an application rule would have to let HTTP through.
        return !Status().IsMatch(line.Text) ? (EndpointAnswer.Unknown, "no HTTP status")
            : line.Text == "470" ? (EndpointAnswer.Unreachable, "HTTP 470: denied by the firewall")
            : (EndpointAnswer.Reachable, "HTTP " + line.Text);
    }

    /// <summary>What an exit code of curl means, where it tells something about the way out.</summary>
    public static string Complaint(int exitCode) => exitCode switch
    {
        6 => "curl 6: the name couldn't be resolved",
        7 => "curl 7: no connection",
        28 => "curl 28: timed out",
        35 => "curl 35: the TLS handshake was aborted, for example by a firewall that denies the name",
        51 or 60 => $"curl {exitCode}: the certificate isn't trusted, for example because a firewall inspects TLS",
        52 or 56 => $"curl {exitCode}: the connection was closed",
        127 => "the pod has no curl",
        _ => $"curl {exitCode}",
    };

    private static string Essence(string text) =>
        string.Join(
            '\n',
            text
                .Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.Length > 0 && !s_complaints.Any(complaint => line.StartsWith(complaint, StringComparison.Ordinal))));

    [GeneratedRegex(@"aksegress ([0-9]{1,3}) ([0-9]{1,3})[ \t]*(?:\n|\z)")]
    private static partial Regex Marker();

    [GeneratedRegex(@"\A[1-5][0-9]{2}\z")]
    private static partial Regex Status();
}
