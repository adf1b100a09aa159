namespace AksEgress.Core.Resources;

/// <summary>
/// A reference that accepts objects of one view only, so that PowerShell can bind a piped object to the right one of several
/// parameters.
/// </summary>
/// <typeparam name="TView">The view of the resource.</typeparam>
public sealed class ArmReference<TView> : ArmReference
    where TView : ArmResource
{
    /// <summary>A name or an id.</summary>
    /// <exception cref="Errors.EgressException">The text is neither.</exception>
    public ArmReference(string nameOrId)
        : base(nameOrId)
    {
    }

    /// <summary>A resource that a cmdlet returned.</summary>
    public ArmReference(TView resource)
        : base(resource)
    {
    }
}
