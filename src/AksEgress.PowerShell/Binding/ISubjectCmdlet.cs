using System.Management.Automation;

namespace AksEgress.PowerShell.Binding;

/// <summary>What finding a cmdlet's resource needs of the cmdlet.</summary>
internal interface ISubjectCmdlet
{
    /// <summary>The bound subscription, or null.</summary>
    string? SubscriptionId { get; }

    /// <summary>The subscription to work in.</summary>
    /// <exception cref="Core.Errors.EgressException">NoSubscription.</exception>
    string Subscription { get; }

    /// <summary>The resource group that completes names, or null.</summary>
    string? DefaultResourceGroupName { get; }

    /// <summary>The command, with what was bound.</summary>
    InvocationInfo MyInvocation { get; }

    /// <summary>True for a parameter that the user typed; false where the pipeline or $PSDefaultParameterValues supplied it.</summary>
    bool IsTyped(string parameter);
}
