namespace AksEgress.Core.Errors;

/// <summary>Errors about identities and their access.</summary>
public static partial class EgressErrors
{
    /// <summary>The directory did not know a new principal in time.</summary>
    public static readonly EgressError PrincipalNotReplicated = new(nameof(PrincipalNotReplicated), EgressErrorKind.ResourceBusy,
        "Azure did not find {0} in its directory within {1} s: {2}",
        "A new identity takes some minutes to be known everywhere. Run the same command again: nothing is given twice.");

    /// <summary>A text that should be a principal's object id is none.</summary>
    public static readonly EgressError InvalidPrincipalId = new(nameof(InvalidPrincipalId), EgressErrorKind.InvalidArgument,
        "'{0}' is not a principal's object id; it must be a GUID.",
        "Take the PrincipalId of Get-AksEgressIdentity, or the object id (not the application id) of a service principal.");

    /// <summary>No role of that name.</summary>
    public static readonly EgressError RoleNotFound = new(nameof(RoleNotFound), EgressErrorKind.ObjectNotFound,
        "There is no role '{0}' that could be given on {1}.",
        "Check the name, such as 'Network Contributor'; the role's GUID works too.");
}
