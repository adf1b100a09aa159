using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.RoleAssignments;

/// <summary>
/// The scope of a role assignment: a subscription, a resource group, a resource or a child such as a subnet. PowerShell
/// converts ids and the objects of other cmdlets through these constructors.
/// </summary>
public sealed class AccessScope
{
    private const string Subscriptions = "/subscriptions/";
    private readonly ArmResourceId? _resource;

    /// <summary>A scope by its id.</summary>
    /// <exception cref="EgressException">InvalidResourceId.</exception>
    public AccessScope(string id)
    {
        if (id is not null
            && id.StartsWith(Subscriptions, StringComparison.OrdinalIgnoreCase)
            && ArmResourceId.IsSubscription(id[Subscriptions.Length..].TrimEnd('/')))
        {
            SubscriptionId = id[Subscriptions.Length..].TrimEnd('/');
            Path = Subscriptions + SubscriptionId;
            return;
        }

        _resource = ArmResourceId.Parse(id!);
        SubscriptionId = _resource.SubscriptionId;
        Path = _resource.Path;
    }

    /// <summary>A resource or resource group that a cmdlet returned.</summary>
    public AccessScope(ArmResource resource)
        : this((resource ?? throw new ArgumentNullException(nameof(resource))).Id)
    {
    }

    /// <summary>The subscription's GUID.</summary>
    public string SubscriptionId { get; }

    /// <summary>The resource group; null for a whole subscription.</summary>
    public string? ResourceGroupName => _resource?.ResourceGroupName;

    /// <summary>The path to send to ARM, escaped.</summary>
    internal string Path { get; }

    /// <summary>The scope in a sentence, such as <c>subnet 'aks'</c>.</summary>
    public string Describe() => _resource is null
        ? $"subscription {SubscriptionId}"
        : $"{ResourceNouns.InSentence(_resource.ResourceType)} '{_resource.Name}'";

    /// <summary>The scope's id.</summary>
    public override string ToString() => _resource?.Text ?? Path;
}
