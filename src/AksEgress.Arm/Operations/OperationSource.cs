namespace AksEgress.Arm.Operations;

/// <summary>The source of an operation's state; the names are Azure.Core's.</summary>
internal enum OperationSource
{
    /// <summary>The resource's own provisioningState.</summary>
    None,

    /// <summary>The address in Azure-AsyncOperation.</summary>
    AzureAsyncOperation,

    /// <summary>The address in Location, which returns 202 until the operation is complete.</summary>
    Location,
}
