using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.PublicIps;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.OutboundTypes;

/// <summary>Completes a change of the outbound type that was sent: waits, reads back, compares, and runs the follow-ups.</summary>
internal sealed class OutboundTypeCompletion(ResourceStore store, TimeProvider clock)
{
    /// <summary>Waits, reads the cluster back, compares it with the request, and runs the follow-ups.</summary>
    /// <param name="id">The cluster.</param>
    /// <param name="change">The change, which this method completes.</param>
    /// <param name="response">The response to the request; 202 without a token if the response with the token was lost.</param>
    /// <param name="known">The egress IP addresses after the change; null to read them.</param>
    /// <param name="followUps">The updates after the change is verified; others stay in the record.</param>
    /// <param name="cancellationToken">Stops waiting; the change continues in Azure.</param>
    /// <exception cref="EgressException">
    /// ChangeFailed, ChangeNotApplied, ChangeResultUnknown, UpdateIncomplete, AuthorizedRangesUnfinished or ReimageUnfinished, with the
    /// change as target.
    /// </exception>
    public async Task RunAsync(
        ArmResourceId id,
        OutboundTypeChange change,
        ArmResponse response,
        IReadOnlyList<string>? known,
        FollowUps followUps,
        CancellationToken cancellationToken)
    {
        var lost = response is { Status: 202, OperationToken: null };
        Cluster result;
        try
        {
            if (lost)
            {
                // There is no operation if the request never arrived.
                RequireApplied(id, change, await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false));
            }

            result = new Cluster(await store.FinishAsync(id, response, cancellationToken).ConfigureAwait(false));
        }
        catch (ArmException e) when (e.Status == 200)
        {
            change.Verified = "Failed";
            throw EgressErrors.ChangeFailed(
                id.Name, e.Code, ArmErrors.Words(e),
                await StateAsync(id, change, cancellationToken).ConfigureAwait(false)
                    + (FindingCodes.Explaining(change.Findings, e) is { } finding ? $"Cause: {finding.Next} ({finding.Id}) " : string.Empty)
                    + Advice.UndoChange(id.Name, id.ResourceGroupName),
                change, e);
        }
        catch (Exception e) when (e is ArmException or ArmAccessException)
        {
            // The request was sent, so the error contains the change record for an undo.
            throw EgressErrors.ChangeResultUnknown(id.Name, e.Message, change, e);
        }

        change.Elapsed = SessionTime.Since(clock, change.StartedAt);
        var missing = DocumentComparison.Missing(change.Compared, result.Document.Root);
        change.After = OutboundMembers.Keep(result.Document);
        if (lost && missing.Count > 0)
        {
            RequireApplied(id, change, result.Document);
            change.After = null;
            throw EgressErrors.ChangeResultUnknown(
                id.Name,
                "the response was lost, and the cluster matches neither the request nor its previous state: " + string.Join("; ", missing),
                change);
        }

        if (missing.Count > 0)
        {
            change.Verified = "Failed";
            throw EgressErrors.UpdateIncomplete(id.Name, string.Join("; ", missing), change);
        }

        // Addresses that were known for the plan are still valid; only those that AKS created must be read. A load balancer behind a route
        // table has addresses, too: partners must allow them before the route table is removed.
        change.Verified = "ReadBack";
        change.KnownAddressesAfter = await AddressesAsync(result, change, known, cancellationToken).ConfigureAwait(false) is { } after
            ? [.. after]
            : null;
        await FollowUpAsync(change, result, followUps, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs the follow-ups of a verified change.</summary>
    /// <exception cref="EgressException">AuthorizedRangesUnfinished or ReimageUnfinished.</exception>
    public async Task FollowUpAsync(OutboundTypeChange change, Cluster result, FollowUps followUps, CancellationToken cancellationToken)
    {
        if (followUps.HasFlag(FollowUps.AuthorizedRanges))
        {
            await new RangeFinish(store).RunAsync(change, result, cancellationToken).ConfigureAwait(false);
        }

        if (followUps.HasFlag(FollowUps.NodePools))
        {
            await new ReimageFinish(store).RunAsync(change, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void RequireApplied(ArmResourceId id, OutboundTypeChange change, ArmDocument? now)
    {
        if (change.Expected.Judge(now) == OperationStatus.NotApplied)
        {
            change.Verified = "NotApplied";
            throw EgressErrors.ChangeNotApplied(id.Name, change.To, change);
        }
    }

    private async Task<string> StateAsync(ArmResourceId id, OutboundTypeChange change, CancellationToken cancellationToken)
    {
        try
        {
            var now = new Cluster(await store.ReadAsync(id, cancellationToken).ConfigureAwait(false));
            change.After = now.Document.IsSettled ? OutboundMembers.Keep(now.Document) : null;
            return $"The outbound type of the cluster is {now.OutboundType}, and its state is {now.ProvisioningState}. ";
        }
        catch (Exception e) when (e is ArmException or ArmAccessException or EgressException)
        {
            return string.Empty;
        }
    }

    // The change is verified, so its record must not be lost if its addresses can't be read.
    private async Task<IReadOnlyList<string>?> AddressesAsync(
        Cluster cluster, OutboundTypeChange change, IReadOnlyList<string>? known, CancellationToken cancellationToken)
    {
        try
        {
            if (known is not null)
            {
                change.AddressesUnused = await UnusedAsync(cluster, change, known, cancellationToken).ConfigureAwait(false);
                return known;
            }

            var topology = await new TopologyReader(store).ReadAsync(cluster, null, cancellationToken).ConfigureAwait(false);
            var now = EgressAddressing.Texts(EgressAddressing.Now(topology));
            change.AddressesUnused = [.. EgressAddressing.Texts(EgressAddressing.Held(topology)).Except(now)];
            return now;
        }
        catch (Exception e) when (e is ArmException or ArmAccessException)
        {
            if (known is not null)
            {
                return known;
            }

            change.Findings = (Finding[])[
                .. change.Findings,
                FindingKinds.ResourceNotReadable(Advice.ReadAddressesLater(cluster.Name, cluster.ResourceGroupName, e.Message), cluster.Id)
            ];
            change.AddressesUnread = true;
            return null;
        }
    }

    // The addresses of a load balancer whose subnets have another egress path. Only they are read; the path is known from the plan.
    private async Task<OutputList<string>> UnusedAsync(
        Cluster cluster, OutboundTypeChange change, IReadOnlyList<string> known, CancellationToken cancellationToken)
    {
        if (change.From == change.To || cluster.OutboundType != OutboundTypeNames.LoadBalancer || change.Notes.Count == 0)
        {
            return [];
        }

        var addresses = new List<string>();
        foreach (var text in cluster.Document.Root.Ids("properties", "networkProfile", "loadBalancerProfile", "effectiveOutboundIPs"))
        {
            var id = ArmResourceId.Parse(text);
            if (id.ResourceType == ResourceTypes.PublicIps
                && await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false) is { } document
                && new PublicIp(document).IpAddress is { } address)
            {
                addresses.Add(address);
            }
        }

        return [.. addresses.Except(known)];
    }
}
