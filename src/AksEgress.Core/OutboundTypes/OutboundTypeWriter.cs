using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;

namespace AksEgress.Core.OutboundTypes;

/// <summary>
/// Sends a planned change with If-Match, and again if another client modified the cluster. A PUT whose response was lost may have been
/// applied, so the result is unknown unless the cluster shows it.
/// </summary>
internal sealed class OutboundTypeWriter(ResourceStore store, TimeProvider clock)
{
    private const int Attempts = 3;

    /// <summary>Sends the change; returns no response if no change is required.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="log">
    /// Keeps the operation with its change record before the request is sent, unless ARM certainly rejects it.
    /// </param>
    /// <param name="cancellationToken">Stops waiting; operations that were already submitted continue in Azure.</param>
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
            if (plan.ResumedChange is not null && !current.IsSettled)
            {
                // The resumed operation is still running, which is possible with a skipped pre-flight check.
                var operation = Operation(none, Accepted(current, null));
                log?.Add(operation);
                return new SentChange(none, Accepted(current, null), operation);
            }

            // No request is sent, so none can be lost.
            none.ETagBefore = null;
            none.After = OutboundMembers.Keep(current);
            none.KnownAddressesAfter = plan.AddressesBefore;
            none.Elapsed = plan.ResumedChange is null ? TimeSpan.Zero : null;
            none.Verified = plan.ResumedChange is null ? "NoChange" : "ReadBack";
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
                // The cluster was modified after it was read: by another client, or by this change, which was sent again after its response
                // was lost.
                var fresh = await store.ReadAsync(cluster.ParsedId, cancellationToken).ConfigureAwait(false);
                if (Holds(fresh, change))
                {
                    return Sent(Accepted(fresh, e.CorrelationId));
                }

                log?.Remove(sending);
                if (attempt == Attempts || new Cluster(fresh).OutboundType != plan.From)
                {
                    var modified = DocumentComparison.Compare(current.Root, fresh.Root).Select(member => member.Path);
                    throw EgressErrors.ConcurrentModification(cluster.Name, attempt, string.Join("; ", modified), cluster.Id, e);
                }

                // Applies the same change to the current document, to keep the changes of the other client.
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
                // Another operation is running, which may be this change, if its first response was lost.
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
                // The result is unknown, so the log keeps the operation.
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

    // ARM accepted the change, but the response with the token was lost. Without a token, a wait polls the cluster.
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

    // The record contains the version that is overwritten, which differs from the planned one after a 412.
    private static OutboundTypeChange Begin(
        ArmOrigin origin, OutboundTypePlan plan, ArmDocument before, ArmDocument wanted, DateTimeOffset startedAt)
    {
        var change = new OutboundTypeChange(
            origin,
            plan.Egress.Cluster.ParsedId,
            plan.ResumedChange?.From ?? plan.From,
            plan.To,
            plan.ResumedChange?.Before ?? OutboundMembers.Keep(before),
            plan.ResumedChange?.StartedAt ?? startedAt)
        {
            AddressesBefore = plan.ResumedChange?.AddressesBefore ?? plan.AddressesBefore,
            AddressesReleased = plan.ResumedChange?.AddressesReleased ?? plan.AddressesReleased,
            Notes = plan.Notes,
            Findings = [.. plan.Findings],
            Asked = OutboundMembers.Asked(before, wanted),
            ETagBefore = before.ETag,
        };
        if (plan.Ranges is { } ranges)
        {
            var listed = AuthorizedRangeRules.Read(before);
            var sent = ranges.With(listed);
            change.RangesBefore = plan.ResumedChange?.RangesBefore ?? listed;
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
        && OutboundTypeNames.NatGatewaySku(plan.Wanted.Root.At("properties", "networkProfile")) is { } sku
        && sku.Equals("Standard", StringComparison.OrdinalIgnoreCase)
        && e.Message.Contains("sku", StringComparison.OrdinalIgnoreCase)
        && e.Message.Contains("available", StringComparison.OrdinalIgnoreCase);

    private static EgressException Refused(OutboundTypePlan plan, ArmException e)
    {
        var finding = FindingCodes.Explaining(plan.Findings, e);
        var next = finding is not null ? $"Next: {finding.Next} ({finding.Id})"
            : RequiresStandardV2(plan, e) ? Advice.RequestStandardV2(plan.Egress.Cluster.Location ?? "The region")
            : FindingCodes.Kind(e) is { } kind ? Advice.ReadFinding(kind)
            : Advice.CheckOutboundType();
        return EgressErrors.ChangeRefused(plan.ClusterName, e.Status, e.Code, ArmErrors.Words(e), next, plan.Egress.Cluster.Id, e);
    }
}
