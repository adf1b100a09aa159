using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;

namespace AksEgress.Core.OutboundTypes;

/// <summary>
/// Sends a planned change with If-Match, again where somebody else was faster, and knows when it cannot know: a PUT
/// may have taken effect although its answer was lost, and whoever reads "nothing was changed" must be able to believe it.
/// </summary>
internal sealed class OutboundTypeWriter(ResourceStore store, TimeProvider clock)
{
    private const int Attempts = 3;

    /// <summary>Sends the change; without an answer when there was nothing to do.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="log">
    /// Keeps the operation with its change record from before the first byte is sent until ARM certainly refuses it.
    /// </param>
    /// <param name="cancellationToken">Stops; what was sent goes on in Azure.</param>
    /// <exception cref="EgressException">
    /// TenantUnknown, ChangeRefused, ConcurrentModification, or ChangeResultUnknown with the change record as target.
    /// </exception>
    public async Task<SentChange> SendAsync(OutboundTypePlan plan, IOperationLog? log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var cluster = plan.Egress.Cluster;
        var current = cluster.Document;
        var wanted = plan.Wanted;
        var startedAt = clock.GetUtcNow();
        var origin = await store.OriginAsync(cluster.ParsedId.SubscriptionId, cancellationToken).ConfigureAwait(false);
        if (plan.Changes.Count == 0 && !plan.Repeats)
        {
            var none = Begin(origin, plan, current, current, startedAt);
            if (plan.Continues is not null && !current.IsSettled)
            {
                // What is taken up has not ended; a skipped pre-flight lets that come here.
                var operation = Operation(none, Accepted(current, null));
                log?.Add(operation);
                return new SentChange(none, Accepted(current, null), operation);
            }

            // Nothing is sent, so there is nothing that could have failed to arrive.
            none.ETagBefore = null;
            none.After = OutboundMembers.Keep(current);
            none.KnownAddressesAfter = plan.AddressesBefore;
            none.Elapsed = plan.Continues is null ? TimeSpan.Zero : null;
            none.Verified = plan.Continues is null ? "NoChange" : "ReadBack";
            return new SentChange(none, null, null);
        }

        for (var attempt = 1; ; attempt++)
        {
            var change = Begin(origin, plan, current, wanted, startedAt);
            var sending = EgressOperation.Sending(
                origin, cluster.ParsedId, Words(change), change.StartedAt, change.Expected, change.Record);
            log?.Add(sending);
            SentChange Sent(ArmResponse response)
            {
                var accepted = Operation(change, response);
                log?.Replace(sending, accepted);
                return new SentChange(change, response, accepted);
            }

            try
            {
                return Sent(
                    await store.StartWriteAsync(
                        cluster.ParsedId, wanted, current, mustBeNew: false, cancellationToken).ConfigureAwait(false));
            }
            catch (ArmException e) when (e.Status == 412)
            {
                // Somebody changed the cluster since it was read: somebody else, or this change itself, sent again after its answer was
                // lost.
                var fresh = await store.ReadAsync(cluster.ParsedId, cancellationToken).ConfigureAwait(false);
                if (Holds(fresh, change))
                {
                    return Sent(Accepted(fresh, e.CorrelationId));
                }

                log?.Remove(sending);
                if (attempt == Attempts || new Cluster(fresh).OutboundType != plan.From)
                {
                    var underneath = DocumentComparison.Compare(current.Root, fresh.Root).Select(member => member.Path);
                    throw EgressErrors.ConcurrentModification(cluster.Name, attempt, string.Join("; ", underneath), cluster.Id, e);
                }

                // What they changed must survive, so the same change is applied to what is there now.
                current = fresh;
                wanted = fresh.Copy();
                plan.Apply(wanted);
            }
            catch (ArmException e) when (e.Status is 400 or 422)
            {
                log?.Remove(sending);
                throw Refused(plan, e);
            }
            catch (ArmException e) when (e.Status == 409)
            {
                // Busy, as a rule; or busy with this very change, whose first answer was lost.
                if (await store.TryReadAsync(cluster.ParsedId, cancellationToken).ConfigureAwait(false) is { } fresh
                    && Holds(fresh, change))
                {
                    return Sent(Accepted(fresh, e.CorrelationId));
                }

                log?.Remove(sending);
                throw;
            }
            catch (Exception e) when (e is ArmAccessException or ArmException { Status: 408 or 429 or >= 500 })
            {
                // Unknown is no refusal: the operation stays in the log.
                return await TryReadAsync(cluster.ParsedId, cancellationToken).ConfigureAwait(false) is { } fresh && Holds(fresh, change)
                    ? Sent(Accepted(fresh, null))
                    : throw EgressErrors.ChangeResultUnknown(cluster.Name, e.Message, change, e);
            }
            catch (Exception e) when (e is ArmException or EgressException { Id: nameof(EgressErrors.ETagMissing) })
            {
                log?.Remove(sending);
                throw;
            }
        }
    }

    private static string Words(OutboundTypeChange change) => $"{change.From} -> {change.To}";

    private static EgressOperation Operation(OutboundTypeChange change, ArmResponse response) => EgressOperation.Of(
        change.Origin, ArmResourceId.Parse(change.ResourceId), Words(change), change.StartedAt, response, change.Expected, change.Record);

    // ARM took the change, and the answer that names its operation is lost: without a token, whoever waits watches the cluster itself.
    private static ArmResponse Accepted(ArmDocument fresh, string? correlationId) =>
        new(fresh.ProvisioningState == "Succeeded" ? 200 : 202, fresh.ToJson(), fresh.ETag, correlationId, null);

    private async Task<ArmDocument?> TryReadAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        try
        {
            return await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArmException or ArmAccessException)
        {
            return null;
        }
    }

    private static bool Holds(ArmDocument document, OutboundTypeChange change) =>
        DocumentComparison.Missing(change.Compared, document.Root).Count == 0;

    // The way back leads to the version that is written over, which after a 412 is not the one that was planned on.
    private static OutboundTypeChange Begin(
        ArmOrigin origin, OutboundTypePlan plan, ArmDocument before, ArmDocument wanted, DateTimeOffset startedAt)
    {
        var change = new OutboundTypeChange(
            origin,
            plan.Egress.Cluster.ParsedId,
            plan.Continues?.From ?? plan.From,
            plan.To,
            plan.Continues?.Before ?? OutboundMembers.Keep(before),
            plan.Continues?.StartedAt ?? startedAt)
        {
            AddressesBefore = plan.Continues?.AddressesBefore ?? plan.AddressesBefore,
            AddressesReleased = plan.Continues?.AddressesReleased ?? plan.AddressesReleased,
            Findings = [.. plan.Findings],
            Asked = OutboundMembers.Asked(before, wanted),
            ETagBefore = before.ETag,
        };
        if (plan.Ranges is { } ranges)
        {
            var listed = AuthorizedRangeRules.Read(before);
            var sent = ranges.With(listed);
            change.RangesBefore = plan.Continues?.RangesBefore ?? listed;
            change.RangesAdded = [.. sent.Except(change.RangesBefore)];
            change.RangesRemoved = [.. change.RangesBefore.Except(sent)];
            change.RangesToDrop = [.. plan.RangesToDrop(listed)];
        }

        change.NodePoolsToReimage = plan.Reimage;
        return change;
    }

    // Azure rejects the SKU Standard where the region offers StandardV2; the pre-flight check can't know which regions those are.
    private static bool RequiresStandardV2(OutboundTypePlan plan, ArmException e) =>
        plan.To == OutboundTypeNames.ManagedNatGateway
        && OutboundTypeNames.NatGatewaySku(plan.Wanted.Root.At("properties", "networkProfile")) == "Standard"
        && e.Message.Contains("sku", StringComparison.OrdinalIgnoreCase)
        && e.Message.Contains("available", StringComparison.OrdinalIgnoreCase);

    private static EgressException Refused(OutboundTypePlan plan, ArmException e)
    {
        var finding = plan.Findings.FirstOrDefault(finding => finding.Prevents is { } code && (code == e.Code || code == e.Subcode));
        var next = finding is not null ? $"Next: {finding.Next} ({finding.Id})"
            : RequiresStandardV2(plan, e) ? Advice.RequestStandardV2(plan.Egress.Cluster.Location ?? "The region")
            : Advice.CheckOutboundType();
        return EgressErrors.ChangeRefused(plan.ClusterName, e.Status, e.Code, ArmErrors.Words(e), next, plan.Egress.Cluster.Id, e);
    }
}
