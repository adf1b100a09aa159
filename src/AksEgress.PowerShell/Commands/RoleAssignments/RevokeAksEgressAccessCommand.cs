using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Identities;
using AksEgress.Core.Resources;
using AksEgress.Core.RoleAssignments;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Removes a role assignment of an identity on a scope.</summary>
[Cmdlet(
    VerbsSecurity.Revoke,
    "AksEgressAccess",
    DefaultParameterSetName = IdentitySet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RoleAssignment))]
public sealed class RevokeAksEgressAccessCommand : PipelineCmdletBase
{
    private const string IdentitySet = "ByIdentity";
    private const string PrincipalSet = "ByPrincipalId";

    /// <summary>Specifies the user-assigned managed identity that has the role: a name, a resource ID, or an object.</summary>
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

    /// <summary>
    /// Specifies the scope of the role assignment: the ID of a subscription, resource group, or resource, or an object. The default is the
    /// scope of a piped role assignment.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = IdentitySet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PrincipalSet)]
    [Parameter(Position = 1, ParameterSetName = ParameterSets.InputObject)]
    [ResourceReference]
    [ValidateNotNull]
    public AccessScope? Scope { get; set; }

    /// <summary>
    /// Specifies the role: its name, its GUID, or its resource ID. The default is Network Contributor, or the role of a piped role
    /// assignment.
    /// </summary>
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

    /// <summary>Indicates that the cmdlet returns the role assignment that was removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Piped?.Id?.Text ?? Identity?.ToString() ?? PrincipalId;

    internal override SubjectNames Names => AccessInput.Names(Scope, ResourceGroupName);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var revocation = new AccessRevocation(Gateway);
        var plan = await revocation.PlanAsync(
            Piped?.Kind == PipedKind.RoleAssignment ? OfAssignment(Piped) : OfIdentity(), cancellationToken).ConfigureAwait(false);
        if (await new PlanRunner(this) { Force = Force, Caption = "Access" }.ConfirmAsync(plan.Describe()).ConfigureAwait(false))
        {
            await revocation.RunAsync(plan, cancellationToken).ConfigureAwait(false);
            if (PassThru)
            {
                Streams.Result(plan.Assignment);
            }
        }
    }

    private AccessRequest OfAssignment(PipedObject assignment)
    {
        if (IsTyped(nameof(Identity)))
        {
            throw Subject.Conflict(
                "Role assignment", ArmNames.Shown(assignment["Name"]), nameof(Identity), Identity!.ToString(),
                assignment["Id"] ?? string.Empty);
        }

        Subject.RequireSame(this, assignment, nameof(Scope), assignment["Scope"]);
        Subject.RequireSame(this, assignment, nameof(Role), assignment["RoleName"]);
        return new AccessRequest(new AccessScope(assignment["Scope"] ?? throw Incomplete("Scope")))
        {
            PrincipalId = assignment["PrincipalId"],
            Role = assignment["RoleDefinitionId"] ?? assignment["RoleName"] ?? throw Incomplete("RoleDefinitionId"),
        };
    }

    private static EgressException Incomplete(string missing) =>
        EgressErrors.PipelineInputIncomplete("a role assignment", missing, missing, null);

    private AccessRequest OfIdentity()
    {
        if (Piped is { IsRow: true })
        {
            ApplyRow(AccessInput.Identity);
        }

        return AccessInput.Request(this, Identity, PrincipalId, Scope, Role);
    }
}
