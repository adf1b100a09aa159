using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.ResourceGroups;

/// <summary>The content of a resource group, for the confirmation prompt of its removal.</summary>
public static class ResourceGroupContents
{
    /// <summary>The resources as <c>name (type)</c>, with the type's last segment.</summary>
    /// <param name="store">The connection to ARM.</param>
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

    /// <summary>Rejects the removal of a group with resources that weren't confirmed.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="group">The group.</param>
    /// <param name="confirmed">The result of <see cref="ReadAsync"/> before the confirmation prompt.</param>
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

    /// <summary>The text for ShouldProcess.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="contents">The result of <see cref="ReadAsync"/>.</param>
    public static string DescribeRemoval(string name, IReadOnlyList<string> contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        return contents.Count == 0
            ? $"Remove the empty resource group '{name}'"
            : $"Remove resource group '{name}' with {Sentences.Count(contents.Count, "resource")} in it: {Sentences.List(contents)}";
    }
}
