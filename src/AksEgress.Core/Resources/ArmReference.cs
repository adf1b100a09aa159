using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Resources;

/// <summary>
/// A reference to a resource: a name (in the same resource group), an ID, or an object that another
/// cmdlet returned. PowerShell converts all three with these constructors.
/// </summary>
public class ArmReference
{
    private readonly string _nameOrId;

    /// <summary>A name or an id.</summary>
    /// <exception cref="EgressException">The text is neither.</exception>
    public ArmReference(string nameOrId)
        : this(nameOrId, null)
    {
    }

    /// <summary>A name or an id that came in a parameter.</summary>
    /// <exception cref="EgressException">The text is neither.</exception>
    internal ArmReference(string nameOrId, string? parameterName)
    {
        ParameterName = parameterName;
        if (nameOrId is null || !nameOrId.StartsWith('/'))
        {
            ArmNames.Check(nameOrId, ArmNames.MaximumLength, parameterName);
        }
        else
        {
            _ = ArmResourceId.ParseAny(nameOrId, parameterName);
        }

        _nameOrId = nameOrId!;
    }

    /// <summary>A resource that a cmdlet returned.</summary>
    public ArmReference(ArmResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        _nameOrId = resource.Id;
    }

    /// <summary>The parameter of the reference, so that an error can name it; null if it isn't known.</summary>
    internal string? ParameterName { get; set; }

    /// <summary>True for an id, false for a bare name.</summary>
    public bool IsId => _nameOrId.StartsWith('/');

    /// <summary>The ID of the resource.</summary>
    /// <param name="resourceType">The expected type.</param>
    /// <param name="subscriptionId">Used if the reference is a name.</param>
    /// <param name="resourceGroupName">Used if the reference is a name.</param>
    /// <exception cref="EgressException">WrongResourceType, or names that aren't valid.</exception>
    public ArmResourceId Resolve(string resourceType, string subscriptionId, string resourceGroupName) =>
        IsId
            ? ArmResourceId.Parse(_nameOrId, resourceType, ParameterName)
            : ArmResourceId.Create(subscriptionId, resourceGroupName, resourceType, _nameOrId);

    /// <summary>The ID of the resource, if the resource group is optional.</summary>
    /// <exception cref="EgressException">
    /// WrongResourceType, or ResourceGroupRequired for a name without a resource group.
    /// </exception>
    internal ArmResourceId Find(string resourceType, Func<string> subscriptionId, string? resourceGroupName)
    {
        if (IsId)
        {
            return ResolveId(resourceType);
        }

        return Resolve(
            resourceType,
            subscriptionId(),
            resourceGroupName ?? throw EgressErrors.ResourceGroupRequired(ResourceNouns.Describe(resourceType), _nameOrId, _nameOrId));
    }

    /// <summary>The ID of the resource, if a name isn't enough: a subnet's name doesn't identify its network.</summary>
    /// <exception cref="EgressException">WrongResourceType, or InvalidResourceId for a bare name.</exception>
    public ArmResourceId ResolveId(string resourceType) => ArmResourceId.Parse(_nameOrId, resourceType, ParameterName);

    /// <summary>The name or id as it was given.</summary>
    public override string ToString() => _nameOrId;
}
