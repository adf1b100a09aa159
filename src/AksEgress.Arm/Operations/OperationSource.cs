namespace AksEgress.Arm.Operations;

/// <summary>What tells of an operation's state; the names are Azure.Core's.</summary>
internal enum OperationSource
{
    /// <summary>The resource's own provisioningState.</summary>
    None,

    /// <summary>The address in Azure-AsyncOperation.</summary>
    AzureAsyncOperation,

    /// <summary>The address in Location, which answers 202 until the operation is over.</summary>
    Location,
}
