using System.Management.Automation;
using AksEgress.Core.NetworkSecurityGroups;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Changes a rule of a network security group. The rule keeps all settings that the parameters don't specify.</summary>
[Cmdlet(VerbsCommon.Set, "AksEgressSecurityRule", SupportsShouldProcess = true)]
[OutputType(typeof(SecurityRule), typeof(Job))]
public sealed class SetAksEgressSecurityRuleCommand : PipelineCmdletBase
{
    /// <summary>Specifies the network security group: a name, a resource ID, or an object.</summary>
    [Parameter(Position = 0)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<NetworkSecurityGroup>? NetworkSecurityGroup { get; set; }

    /// <summary>Specifies the name of the rule.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecurityRuleCompleter))]
    public string? Name { get; set; }

    /// <summary>Specifies the direction: Inbound or Outbound.</summary>
    [Parameter]
    [ValidateSet("Inbound", "Outbound")]
    public string? Direction { get; set; }

    /// <summary>Specifies whether the rule allows or denies traffic: Allow or Deny.</summary>
    [Parameter]
    [ValidateSet("Allow", "Deny")]
    public string? Access { get; set; }

    /// <summary>Specifies the priority. Range: 100 to 4096. Rules with a smaller priority are processed first.</summary>
    [Parameter]
    [ValidateRange(SecurityRuleRequest.SmallestPriority, SecurityRuleRequest.LargestPriority)]
    public int? Priority { get; set; }

    /// <summary>Specifies the protocol: TCP, UDP, ICMP, ESP, AH, or <c>*</c> for any.</summary>
    [Parameter]
    [ValidateSet("*", "TCP", "UDP", "ICMP", "ESP", "AH")]
    public string? Protocol { get; set; }

    /// <summary>
    /// Specifies the source: IP addresses and ranges, or one service tag such as VirtualNetwork, or <c>*</c> for any.
    /// </summary>
    [Parameter]
    [Alias("SourceAddressPrefix")]
    [ValidateNotNullOrEmpty]
    public string[]? SourceAddress { get; set; }

    /// <summary>Specifies the source ports, such as <c>443</c>, <c>8000-8080</c>, or <c>*</c> for any.</summary>
    [Parameter]
    [Alias("SourcePortRange")]
    [ValidateNotNullOrEmpty]
    public string[]? SourcePort { get; set; }

    /// <summary>
    /// Specifies the destination: IP addresses and ranges, or one service tag such as Internet or AzureCloud.EastUS, or <c>*</c> for any.
    /// </summary>
    [Parameter]
    [Alias("DestinationAddressPrefix")]
    [ValidateNotNullOrEmpty]
    public string[]? DestinationAddress { get; set; }

    /// <summary>Specifies the destination ports, such as <c>443</c>, <c>8000-8080</c>, or <c>*</c> for any.</summary>
    [Parameter]
    [Alias("DestinationPortRange")]
    [ValidateNotNullOrEmpty]
    public string[]? DestinationPort { get; set; }

    /// <summary>Specifies a description of up to 140 characters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>Specifies the resource group of a network security group that is specified by name only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Specifies the resource ID of the rule.</summary>
    [Parameter]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    /// <summary>
    /// Specifies the network security group, or a rule of it: an object from another cmdlet, a file, or a job; a row; a name; or a resource
    /// ID.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public override PSObject? InputObject { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Indicates that the cmdlet runs as a background job and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>Indicates that the cmdlet returns the rule after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => Piped?["Name"] ?? Name;

    internal override SubjectNames Names => SecurityRuleInput.Names(ResourceGroupName);

    /// <inheritdoc/>
    protected override void CheckRecord()
    {
        base.CheckRecord();
        SecurityRuleInput.RequireSupported(this);
        if (Piped is { IsRow: true })
        {
            ApplyRow(
                "Name", "NetworkSecurityGroup", "NetworkSecurityGroupName", "ResourceGroupName", "ProvisioningState", "ETag", "IsDefault",
                "Rule", "SourceApplicationSecurityGroup", "DestinationApplicationSecurityGroup");
        }
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var (group, name) = SecurityRuleInput.Rule(this, NetworkSecurityGroup, Name, ResourceGroupName, ResourceId);
        var request = new SecurityRuleRequest
        {
            Name = name,
            Direction = Direction,
            Access = Access,
            Priority = Priority,
            Protocol = Protocol,
            SourceAddress = SourceAddress,
            SourcePort = SourcePort,
            DestinationAddress = DestinationAddress,
            DestinationPort = DestinationPort,
            Description = Description,
        };
        var plan = await new SecurityRuleChange(Store).PlanSetAsync(group, request, cancellationToken).ConfigureAwait(false);
        var passThru = PassThru.IsPresent;
        await SecurityRuleInput.RunAsync(
            this,
            plan,
            Force,
            AsJob,
            (rule, streams) =>
            {
                if (passThru)
                {
                    streams.Result(rule);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
}
