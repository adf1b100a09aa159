using System.Management.Automation;
using AksEgress.Core.Identities;
using AksEgress.Core.Resources;
using AksEgress.Core.RoleAssignments;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Assigns a role on a scope to an identity.</summary>
[Cmdlet(VerbsSecurity.Grant, "AksEgressAccess", DefaultParameterSetName = IdentitySet, SupportsShouldProcess = true)]
[OutputType(typeof(RoleAssignment))]
public sealed class GrantAksEgressAccessCommand : PipelineCmdletBase
{
    private const string IdentitySet = "ByIdentity";
    private const string PrincipalSet = "ByPrincipalId";

    /// <summary>Specifies the user-assigned managed identity that gets the role: a name, a resource ID, or an object.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdentitySet)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<UserAssignedIdentity>? Identity { get; set; }

    /// <summary>Specifies the object ID, a GUID, of a service principal or of a cluster's managed identity.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PrincipalSet)]
    [ValidateNotNullOrEmpty]
    public string? PrincipalId { get; set; }

    /// <summary>Specifies the scope of the role assignment: the ID of a subscription, resource group, or resource, or an object.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = IdentitySet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PrincipalSet)]
    [Parameter(Position = 1, ParameterSetName = ParameterSets.InputObject)]
    [ResourceReference]
    [ValidateNotNull]
    public AccessScope? Scope { get; set; }

    /// <summary>Specifies the role: its name, its GUID, or its resource ID. The default is Network Contributor.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleNameCompleter))]
    public string Role { get; set; } = AccessRequest.NetworkContributor;

    /// <summary>
    /// Specifies the resource group of an identity that is specified by name. The default is the resource group of the scope.
    /// </summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Piped?.Id?.Text ?? Identity?.ToString() ?? PrincipalId;

    internal override SubjectNames Names => AccessInput.Names(Scope, ResourceGroupName);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Piped is { IsRow: true })
        {
            ApplyRow(AccessInput.Identity);
        }

        var request = AccessInput.Request(this, Identity, PrincipalId, Scope, Role);
        var grant = new AccessGrant(Gateway, report: Streams.Verbose);
        var plan = await grant.PlanAsync(request, cancellationToken).ConfigureAwait(false);
        if (plan.Existing is not null)
        {
            Streams.Verbose($"{plan.Who} already has the role '{plan.RoleName}' on {plan.Scope.Describe()}.");
            Streams.Result(plan.Existing);
        }
        else if (await new PlanRunner(this) { Force = Force, Caption = "Access" }.ConfirmAsync(plan.Describe()).ConfigureAwait(false))
        {
            Streams.Result(await grant.RunAsync(plan, cancellationToken).ConfigureAwait(false));
        }
    }
}
