using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AksEgress.Core.Addressing;

namespace AksEgress.Core.EgressProbes;

/// <summary>
/// Parses the output of the script. A server that responds to a pod can add any text, including markers. The output is valid only if
/// its numbers increase without duplicates, and if it contains no text that the script can't write.
/// </summary>
internal static partial class ProbeOutput
{
    // Valid output has a few kilobytes. AKS truncates output after 512 kB, which could remove the markers of the script.
    private const int MaximumLength = 64 * 1024;

    // curl -v writes "* Connected to host (address) port 1433 (#0)" only for an established connection.
    private const string Connected = "* Connected to ";

    private static readonly string[] s_complaints = ["curl: ", "sh: ", "bash: ", "/bin/sh: ", "command started at "];

    /// <summary>The lines by number; null if the output isn't valid. A missing number means an unknown result.</summary>
    /// <param name="logs">The output.</param>
    /// <param name="count">The number of lines of the script.</param>
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

            // Only text between consecutive markers certainly belongs to one line.
            var text = Essence(logs[start..marker.Index]);
            lines[number] = new ProbeLine(
                number == last + 1 ? text : string.Empty, int.Parse(marker.Groups[2].Value, CultureInfo.InvariantCulture));
            (last, start) = (number, marker.Index + marker.Length);
        }

        return lines.Count > 0 && Essence(logs[start..]).Length == 0 ? lines : null;
    }

    /// <summary>The address that an echo service returned, or null.</summary>
    public static string? Address(ProbeLine line) =>
        line.ExitCode == 0 && Cidr.TryParseAddress(line.Text, out var address) && address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString()
            : null;

    /// <summary>The result of the test of an endpoint.</summary>
    public static (EndpointAnswer Answer, string Detail) Answer(ProbeTarget target, ProbeLine line)
    {
        if (line.ExitCode == 127)
        {
            return (EndpointAnswer.NotTried, "the pod has no curl to test it");
        }

        if (target.Protocol == "TCP")
        {
            // A server that keeps the connection open can end the test by its time limit, or by closing the connection.
            return line.ExitCode == 0 || (line.ExitCode is 28 or 52 or 56 && line.Text.Contains(Connected, StringComparison.Ordinal))
                ? (EndpointAnswer.Reachable, "connected")
                : (EndpointAnswer.Unreachable, Complaint(line.ExitCode));
        }

        if (line.ExitCode is 51 or 60 && target.OwnAuthority)
        {
            return (EndpointAnswer.Reachable, "responded, with a certificate of a private authority");
        }

        if (line.ExitCode != 0)
        {
            return (EndpointAnswer.Unreachable, Complaint(line.ExitCode));
        }

        // Azure Firewall returns 470 if no application rule allows the HTTP request.
        return !Status().IsMatch(line.Text) ? (EndpointAnswer.Unknown, "no HTTP status")
            : line.Text == "470" ? (EndpointAnswer.Unreachable, "HTTP 470: denied by the firewall")
            : (EndpointAnswer.Reachable, "HTTP " + line.Text);
    }

    /// <summary>The meaning of an exit code of curl for the egress path.</summary>
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
