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

    [AttributeUsage(AttributeTargets.Class)]
    public abstract class CmdletCommonMetadataAttribute : CmdletMetadataAttribute
    {
        private ConfirmImpact _confirmImpact = ConfirmImpact.Medium;

        public string? DefaultParameterSetName { get; set; }

        public bool SupportsShouldProcess { get; set; }

        // Without ShouldProcess there is no confirmation, whatever ConfirmImpact is.
        public ConfirmImpact ConfirmImpact
        {
            get => SupportsShouldProcess ? _confirmImpact : ConfirmImpact.None;
            set => _confirmImpact = value;
        }
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
    }
}
