using System.Management.Automation;

namespace AksEgress.PowerShell.Binding;

/// <summary>What the search for a cmdlet's resource needs from the cmdlet.</summary>
internal interface ISubjectCmdlet
{
    /// <summary>The bound subscription, or null.</summary>
    string? SubscriptionId { get; }

    /// <summary>The subscription to work in.</summary>
    /// <exception cref="Core.Errors.EgressException">NoSubscription.</exception>
    string Subscription { get; }

    /// <summary>The default resource group, or null.</summary>
    string? DefaultResourceGroupName { get; }

    /// <summary>The invocation, with the bound parameters.</summary>
    InvocationInfo MyInvocation { get; }

    /// <summary>True for a parameter that the user typed; false where the pipeline or $PSDefaultParameterValues supplied it.</summary>
    bool IsTyped(string parameter);
}
