using System.Management.Automation.Internal;

namespace System.Management.Automation.Internal
{
    [AttributeUsage(AttributeTargets.All)]
    public abstract class CmdletMetadataAttribute : Attribute
    {
        internal CmdletMetadataAttribute()
        {
        }
    }

    [AttributeUsage(AttributeTargets.All)]
    public abstract class ParsingBaseAttribute : CmdletMetadataAttribute
    {
        internal ParsingBaseAttribute()
        {
        }
    }
}

namespace System.Management.Automation
{
    public enum ConfirmImpact
    {
        None = 0,
        Low = 1,
        Medium = 2,
        High = 3,
    }

    public enum RemotingCapability
    {
        None = 0,
        PowerShell = 1,
        SupportedByCommand = 2,
        OwnedByCommand = 3,
    }

    [AttributeUsage(AttributeTargets.Class)]
    public abstract class CmdletCommonMetadataAttribute : CmdletMetadataAttribute
    {
        private ConfirmImpact _confirmImpact = ConfirmImpact.Medium;

        public string? DefaultParameterSetName { get; set; }

        public bool SupportsShouldProcess { get; set; }

        public bool SupportsPaging { get; set; }

        public bool SupportsTransactions { get; set; }

        // Without ShouldProcess there is nothing to confirm, whatever was declared.
        public ConfirmImpact ConfirmImpact
        {
            get => SupportsShouldProcess ? _confirmImpact : ConfirmImpact.None;
            set => _confirmImpact = value;
        }

        public string? HelpUri { get; set; } = string.Empty;

        public RemotingCapability RemotingCapability { get; set; } = RemotingCapability.PowerShell;
    }

    [AttributeUsage(AttributeTargets.Class)]
    public sealed class CmdletAttribute : CmdletCommonMetadataAttribute
    {
        public CmdletAttribute(string verbName, string nounName)
        {
            ArgumentException.ThrowIfNullOrEmpty(verbName);
            ArgumentException.ThrowIfNullOrEmpty(nounName);
            VerbName = verbName;
            NounName = nounName;
        }

        public string NounName { get; }

        public string VerbName { get; }
    }

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class OutputTypeAttribute : CmdletMetadataAttribute
    {
        public OutputTypeAttribute(params Type[] type) => Type = Array.ConvertAll(type ?? [], t => new PSTypeName(t));

        public OutputTypeAttribute(params string[] type) => Type = Array.ConvertAll(type ?? [], t => new PSTypeName(t));

        public PSTypeName[] Type { get; }

        public string[]? ParameterSetName { get; set; } = [ParameterAttribute.AllParameterSets];

        public string? ProviderCmdlet { get; set; }
    }

    public class PSTypeName
    {
        public PSTypeName(Type type)
        {
            Type = type;
            Name = type?.FullName ?? string.Empty;
        }

        public PSTypeName(string name)
        {
            Name = name;
            Type = StandIn.Conversion.TypeNames.Find(name);
        }

        public string Name { get; }

        public Type? Type { get; }

        public override string ToString() => Name;
    }
}
