namespace AksEgress.PowerShell.Engine;

/// <summary>
/// Patterns for ValidatePattern. They end with <c>\z</c> because <c>$</c> matches before a trailing newline. PowerShell ignores
/// case unless a pattern contains <c>(?-i)</c>.
/// </summary>
internal static class Patterns
{
    /// <summary>A region by its name or its display name: eastus, East US.</summary>
    public const string Location = @"\A[A-Za-z][A-Za-z0-9 ]{0,62}\z";

    /// <summary>A cluster's DNS prefix: 1 to 54 letters, digits and hyphens, a letter or digit at both ends.</summary>
    public const string DnsPrefix = @"\A[A-Za-z0-9](?:[A-Za-z0-9-]{0,52}[A-Za-z0-9])?\z";

    /// <summary>A Kubernetes version with or without its patch.</summary>
    public const string KubernetesVersion = @"\A[0-9]{1,3}\.[0-9]{1,3}(?:\.[0-9]{1,3})?\z";

    /// <summary>A node pool's name: 1 to 12 lower-case letters and digits, a letter first.</summary>
    public const string NodePool = @"(?-i)\A[a-z][a-z0-9]{0,11}\z";

    /// <summary>The size of a virtual machine, such as Standard_D4s_v5.</summary>
    public const string VirtualMachineSize = @"\A[A-Za-z][A-Za-z0-9_-]{0,63}\z";

    /// <summary>A single word, such as an operating system SKU.</summary>
    public const string Word = @"\A[A-Za-z][A-Za-z0-9_]{0,63}\z";

    /// <summary>A GUID as ARM and Microsoft Entra ID write it.</summary>
    public const string Guid = @"\A[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z";

    /// <summary>A tenant: a GUID or a domain name.</summary>
    public const string Tenant = @"\A[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?\z";
}
