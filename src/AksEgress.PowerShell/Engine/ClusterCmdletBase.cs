using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;

namespace AksEgress.PowerShell.Engine;

/// <summary>The base of cmdlets for one cluster. It alone declares the parameters that select a cluster.</summary>
public abstract class ClusterCmdletBase : PipelineCmdletBase
{
    /// <summary>Specifies the name of the cluster.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [Alias("ClusterName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClusterNameCompleter))]
    public virtual string? Name { get; set; }

    /// <summary>
    /// Specifies the resource group of the cluster. The default is the resource group of the pipeline input or of the session.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public virtual string? ResourceGroupName { get; set; }

    /// <summary>Specifies the resource ID of the cluster.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.ResourceId)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public virtual string? ResourceId { get; set; }

    /// <summary>The parameter that a word on the command line belongs to if a cluster is piped; null if there is none.</summary>
    private protected virtual string? Payload => null;

    internal override SubjectNames Names =>
        new(ResourceTypes.ManagedClusters, Name, ResourceGroupName) { ResourceId = ResourceId, Payload = Payload };

    /// <summary>Refuses a path in a row: paths are resolved once, when the command starts.</summary>
    /// <exception cref="EgressException">PipelineValueInvalid.</exception>
    private protected void RefuseColumn(string parameter)
    {
        if (Piped![parameter] is { } value)
        {
            throw EgressErrors.PipelineValueInvalid(
                parameter, ArmNames.Shown(value), "A row can't provide a path; specify it on the command line.",
                MyInvocation.MyCommand.Name);
        }
    }

    /// <summary>Requires a parameter that the pipeline can provide.</summary>
    /// <exception cref="EgressException">ParameterRequired.</exception>
    internal static void Require(string parameter, object? value)
    {
        if (value is null or "" or Array { Length: 0 })
        {
            throw EgressErrors.ParameterRequired(parameter, "the pipeline provides only the cluster.");
        }
    }
}
