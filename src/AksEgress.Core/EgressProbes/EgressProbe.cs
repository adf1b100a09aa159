using System.Net;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.RequiredEndpoints;
using AksEgress.Core.Resources;
using AksEgress.Core.RunCommands;

namespace AksEgress.Core.EgressProbes;

/// <summary>Tests the egress path from a pod, and compares it with the documents in Azure.</summary>
public sealed class EgressProbe
{
    private readonly ResourceStore _store;
    private readonly ClusterCommands _commands;
    private readonly string? _cloud;

    /// <summary>Uses a resource store and run commands.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="commands">Runs commands in clusters.</param>
    /// <param name="cloud">The cloud of the connection, for the catalog of endpoints.</param>
    public EgressProbe(ResourceStore store, ClusterCommands commands, string? cloud)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(commands);
        _store = store;
        _commands = commands;
        _cloud = cloud;
    }

    /// <summary>Tests one cluster.</summary>
    /// <exception cref="Errors.EgressException">ResourceNotFound.</exception>
    /// <exception cref="ArmException">ARM rejected the request for a reason other than the command.</exception>
    public async Task<EgressTest> TestAsync(ArmResourceId id, ProbeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(request);
        var cluster = new Cluster(await _store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
        var isIsolated = cluster.OutboundType is OutboundTypeNames.None or OutboundTypeNames.Block;
        var expecting = ExpectedAsync(cluster, request, cancellationToken);

        // A network isolated cluster requires none of the endpoints, because it has its own registry.
        var required = request.SkipRequired || isIsolated
            ? []
            : await ClusterEndpoints.ReadAsync(_store, cluster, _cloud, [], cancellationToken).ConfigureAwait(false);
        var (expected, unknown) = await expecting.ConfigureAwait(false);
        var plan = ProbePlan.Make(cluster, required, request);
        var result = await _commands.RunAsync(
            new CommandRequest(id, ProbeScript.Write(plan), [], null), null, cancellationToken).ConfigureAwait(false);
        var lines = result.Outcome == CommandOutcome.CouldNotRun
            ? null
            : ProbeOutput.Read(result.Logs, plan.EchoUris.Count + plan.Targets.Count);
        string[] seen = lines is null
            ? []
            : [.. Echos(plan, lines).Select(echo => ProbeOutput.Address(echo.Line)).OfType<string>().Distinct()];
        var (verdict, reason) = result.Outcome == CommandOutcome.CouldNotRun
            ? (EgressVerdict.CouldNotRun, $"The command couldn't run: {result.Reason} {result.Meaning}{PathAdvice(cluster, result)}")
            : lines is null
                ? (EgressVerdict.CouldNotRun, "The command ran, but its output isn't valid, so the egress IP address is unknown.")
            : Judge(isIsolated && request.Expected is null, expected, unknown, seen, plan, lines);
        return new EgressTest(
            cluster.Name, cluster.ResourceGroupName, id.Text, cluster.OutboundType, verdict, [.. expected], seen,
            (EndpointResult[])[.. Answers(plan, lines), .. plan.Skipped], reason);
    }

    private static (EgressVerdict Verdict, string? Reason) Judge(
        bool isIsolated,
        IReadOnlyList<string> expected,
        string? unknown,
        string[] seen,
        ProbePlan plan,
        IReadOnlyDictionary<int, ProbeLine> lines)
    {
        if (isIsolated)
        {
            // A missing response is a match only if an echo service was called.
            return seen.Length > 0
                ? (EgressVerdict.Mismatch, $"The cluster should have no egress, but the internet sees {string.Join(", ", seen)}.")
                : Echos(plan, lines).Any(echo => echo.Line.ExitCode is not (0 or 127)) ? (EgressVerdict.Match, null)
                : (EgressVerdict.CouldNotRun, "No echo service could be called: " + Silence(plan, lines));
        }

        if (seen.Length == 0)
        {
            return (
                lines.Values.Any(line => line.ExitCode != 127) ? EgressVerdict.AddressUnknown : EgressVerdict.CouldNotRun,
                $"No echo service responded: {Silence(plan, lines)}. {Reached(plan, lines)}Allow it on the firewall, or specify another "
                    + "one with -EchoUri.");
        }

        var unexpected = seen.Where(address => !expected.Any(range => IsIn(range, address))).ToList();
        return unexpected.Count == 0
            ? (EgressVerdict.Match, null)
            : unknown is not null || expected.Count == 0
                ? (
                    EgressVerdict.AddressUnknown,
                    $"The internet sees {string.Join(", ", unexpected)}, but {unknown ?? "Azure has no address to compare with"}. "
                        + "Specify the expected address with -ExpectedIpAddress.")
            : (EgressVerdict.Mismatch, $"The internet sees {string.Join(", ", unexpected)}, which isn't an expected egress IP address.");
    }

    // The reason says whether only the echo services are blocked, or everything.
    private static string Reached(ProbePlan plan, IReadOnlyDictionary<int, ProbeLine> lines)
    {
        var answers = Answers(plan, lines).ToList();
        var reached = answers.Count(answer => answer.Answer == EndpointAnswer.Reachable);
        return answers.Count == 0 ? string.Empty
            : reached == answers.Count
                ? $"All {reached} tested endpoints are reachable, so only the egress IP address is unknown. "
                : $"{reached} of {answers.Count} tested endpoints are reachable. ";
    }

    // AKS doesn't say why the pod didn't start. For a cluster whose nodes pull the pod's image from the Internet, a missing egress path is
    // a frequent cause (Azure/azure-cli#23203, #24192).
    private static string PathAdvice(Cluster cluster, CommandResult result) =>
        !CommandMeanings.IsStartFailure(result) || cluster.Document.Root.Text("properties", "bootstrapProfile", "artifactSource") == "Cache"
            ? string.Empty
            : " " + (cluster.OutboundType switch
            {
                OutboundTypeNames.UserDefinedRouting => Advice.CheckRoutedPath(cluster.Name, cluster.ResourceGroupName),
                OutboundTypeNames.UserAssignedNatGateway => Advice.CheckNatGatewayPath(cluster.Name, cluster.ResourceGroupName),
                _ => Advice.CheckDirectPath(cluster.Name, cluster.ResourceGroupName),
            });

    private static bool IsIn(string range, string address) => range == address
        || (Cidr.TryParse(range, out var network)
            && IPAddress.Parse(address) is var ip
            && ip.AddressFamily == network.BaseAddress.AddressFamily
            && network.Contains(ip));

    private static IEnumerable<(string Uri, ProbeLine Line)> Echos(ProbePlan plan, IReadOnlyDictionary<int, ProbeLine> lines) =>
        plan
            .EchoUris.Select((uri, i) => (Uri: uri, Known: lines.TryGetValue(i, out var line), Line: line))
            .Where(echo => echo.Known)
            .Select(echo => (echo.Uri, echo.Line));

    private static string Silence(ProbePlan plan, IReadOnlyDictionary<int, ProbeLine> lines) =>
        string.Join("; ", plan.EchoUris.Select((uri, i) =>
        {
            var reason = !lines.TryGetValue(i, out var line) ? "no result"
                : line.ExitCode == 0 ? "the response isn't an IP address"
                : ProbeOutput.Complaint(line.ExitCode);
            return $"{uri} ({reason})";
        }));

    private static IEnumerable<EndpointResult> Answers(ProbePlan plan, IReadOnlyDictionary<int, ProbeLine>? lines) =>
        plan.Targets.Select((target, i) =>
        {
            var (answer, detail) = lines is null ? (EndpointAnswer.NotTried, "the test couldn't run")
                : lines.TryGetValue(plan.EchoUris.Count + i, out var line) ? ProbeOutput.Answer(target, line)
                : (EndpointAnswer.Unknown, "the output doesn't show the result");
            return new EndpointResult(target.Destination, target.Host, target.Protocol, target.Port, answer, detail);
        });

    private async Task<(IReadOnlyList<string> Expected, string? Unknown)> ExpectedAsync(
        Cluster cluster, ProbeRequest request, CancellationToken cancellationToken)
    {
        if (request.Expected is { } named)
        {
            return ((string[])[.. named], null);
        }

        var addresses = await new EgressInspector(_store).AddressesAsync(cluster, cancellationToken).ConfigureAwait(false);
        var unknown = addresses.FirstOrDefault(address => address.IpAddress is null);
        return ((string[])[.. addresses.Select(address => address.IpAddress).OfType<string>().Distinct()],
            unknown is null ? null : $"Azure doesn't know the egress IP address behind {unknown.Via}");
    }
}
