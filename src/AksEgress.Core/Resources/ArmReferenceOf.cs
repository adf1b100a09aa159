namespace AksEgress.Core.Resources;

/// <summary>
/// A reference that takes objects of one view only, so that PowerShell can tell by the object which of several
/// parameters a pipeline means.
/// </summary>
/// <typeparam name="TView">The view of the resource that is meant.</typeparam>
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
