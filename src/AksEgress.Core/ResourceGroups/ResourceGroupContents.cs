using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.ResourceGroups;

/// <summary>What is in a resource group, for the sentence that asks before all of it goes.</summary>
public static class ResourceGroupContents
{
    /// <summary>The resources as <c>name (type)</c>, with the type's last segment.</summary>
    /// <param name="store">The way to ARM.</param>
    /// <param name="group">The group.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(ResourceStore store, ArmResourceId group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var names = new List<string>();
        await foreach (var resource in store.ListChildrenAsync(group, "resources", cancellationToken).ConfigureAwait(false))
        {
            var id = resource.ResourceId();
            names.Add($"{id.Name} ({Sentences.Short(id.ResourceType)})");
        }

        return names;
    }

    /// <summary>Refuses to remove a group that holds more by now than what was confirmed.</summary>
    /// <param name="store">The way to ARM.</param>
    /// <param name="group">The group.</param>
    /// <param name="confirmed">What <see cref="ReadAsync"/> found before the confirmation prompt.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="EgressException">ModifiedByAnotherClient.</exception>
    public static async Task RequireNothingNewAsync(
        ResourceStore store, ArmResourceId group, IReadOnlyList<string> confirmed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        var added = (await ReadAsync(store, group, cancellationToken).ConfigureAwait(false)).Except(
            confirmed, StringComparer.OrdinalIgnoreCase).ToList();
        if (added.Count > 0)
        {
            throw EgressErrors.ModifiedByAnotherClient(group.Name, $"it contains {Sentences.List(added)} now", group.Text);
        }
    }

    /// <summary>The sentence for ShouldProcess.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="contents">What <see cref="ReadAsync"/> found.</param>
    public static string DescribeRemoval(string name, IReadOnlyList<string> contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        return contents.Count == 0
            ? $"Remove the empty resource group '{name}'"
            : $"Remove resource group '{name}' with {Sentences.Count(contents.Count, "resource")} in it: {Sentences.List(contents)}";
    }
}
