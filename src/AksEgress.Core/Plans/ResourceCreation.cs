using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Plans;

/// <summary>Creates a resource, or changes specified properties of an existing one, if allowed. It never replaces a resource.</summary>
public static class ResourceCreation
{
    /// <summary>Plans the creation. Reads only.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="target">The resource.</param>
    /// <param name="design">The requested settings.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">
    /// ResourceExists, unless an earlier run started to create the same resource; ResourceNotFound for the group or the parent.
    /// </exception>
    public static async Task<CreationPlan<TView>> PlanAsync<TView>(
        ResourceStore store, NewResource target, ResourceDesign design, CancellationToken cancellationToken)
        where TView : ArmResource, IArmResource<TView>
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(design);
        var id = target.Id;
        var existing = store.TryReadAsync(id, cancellationToken);
        var container = ReadContainerAsync(store, id, cancellationToken);
        await Task.WhenAll((Task)existing, container).ConfigureAwait(false);

        if (await existing.ConfigureAwait(false) is { } found)
        {
            if (!target.AllowExisting)
            {
                var requested = Requested(target, design);
                return IsStarted(found, target.Location, requested)
                    ? new CreationPlan<TView>(target, design, found) { Read = found, Resumed = requested }
                    : throw ResourceStore.Exists(id);
            }

            var changed = found.Copy();
            Apply(changed, target, design);
            return new CreationPlan<TView>(target, design, changed) { Read = found };
        }

        var created = new ArmDocument([]);
        if (id.Parent is null)
        {
            created.Root["location"] = Normalized(target.Location) ?? (await container.ConfigureAwait(false))?.Root.Text("location");
        }

        Apply(created, target, design);
        return new CreationPlan<TView>(target, design, created);
    }

    /// <summary>Applies tags and the design to a document.</summary>
    internal static void Apply(ArmDocument document, NewResource target, ResourceDesign design)
    {
        foreach (var (name, value) in target.Tags)
        {
            document.Root.ObjectAt("tags")[name] = JsonValue.Create(value);
        }

        design.Apply(document);
    }

    // A resource with the requested settings whose creation failed or is running was started by an earlier run.
    private static bool IsStarted(ArmDocument found, string? location, ArmDocument requested) =>
        found.ProvisioningState is not (null or "Succeeded" or "Deleting")
        && (location is null || Normalized(location) == Normalized(found.Root.Text("location")))
        && DocumentComparison.Missing(DocumentComparison.Compare(new JsonObject(), requested.Root), found.Root).Count == 0;

    private static ArmDocument Requested(NewResource target, ResourceDesign design)
    {
        var requested = new ArmDocument([]);
        Apply(requested, target, design);
        return requested;
    }

    // The container must exist: the parent of a child resource, otherwise the resource group. A resource group has none.
    private static async Task<ArmDocument?> ReadContainerAsync(ResourceStore store, ArmResourceId id, CancellationToken cancellationToken)
    {
        if (id.Names.Count == 0)
        {
            return null;
        }

        var container = id.Parent ?? ArmResourceId.Group(id.SubscriptionId, id.ResourceGroupName);
        return await store.ReadAsync(container, cancellationToken).ConfigureAwait(false);
    }

    // ARM accepts both 'East US' and eastus, and returns eastus.
    private static string? Normalized(string? location) =>
        location?.Replace(" ", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
}
