using System.Collections.ObjectModel;
using System.Reflection;
using StandIn.Binding;

namespace System.Management.Automation;

[Flags]
public enum CommandTypes
{
    Alias = 1,
    Function = 2,
    Filter = 4,
    Cmdlet = 8,
    ExternalScript = 16,
    Application = 32,
    Script = 64,
    Workflow = 128,
    Configuration = 256,
    All = Alias | Function | Filter | Cmdlet | Script | ExternalScript | Application | Workflow | Configuration,
}

public enum SessionStateEntryVisibility
{
    Public = 0,
    Private = 1,
}

public abstract class CommandInfo
{
    internal CommandInfo(string name, CommandTypes type)
    {
        Name = name;
        CommandType = type;
    }

    public string Name { get; }

    public CommandTypes CommandType { get; }

    public PSModuleInfo? Module { get; internal set; }

    public string ModuleName => Module?.Name ?? string.Empty;

    public virtual string Source => ModuleName;

    public virtual Version? Version => Module?.Version;

    public virtual SessionStateEntryVisibility Visibility { get; set; }

    public abstract string Definition { get; }

    public abstract ReadOnlyCollection<PSTypeName> OutputType { get; }

    public RemotingCapability RemotingCapability => RemotingCapability.PowerShell;

    public virtual Dictionary<string, ParameterMetadata> Parameters => new(StringComparer.OrdinalIgnoreCase);

    public ReadOnlyCollection<CommandParameterSetInfo> ParameterSets => new([.. Sets()]);

    public ParameterMetadata ResolveParameter(string name) =>
        Parameters.TryGetValue(name, out ParameterMetadata? exact) ? exact
        : Parameters.Values.Where(p => p.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) || p.Aliases.Any(a => a.StartsWith(name, StringComparison.OrdinalIgnoreCase))).ToArray() is [{ } only] ? only
        : throw new BindingFault("NamedParameterNotFound", BindingTexts.NamedParameterNotFound) { ParameterName = name }.ToException();

    public override string ToString() => Name;

    internal virtual IEnumerable<CommandParameterSetInfo> Sets() => [];
}

public class CmdletInfo : CommandInfo
{
    private readonly CommandModel _model;
    private ReadOnlyCollection<PSTypeName>? _outputType;

    public CmdletInfo(string name, Type implementingType)
        : base(name, CommandTypes.Cmdlet)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ImplementingType = implementingType ?? throw new PSArgumentNullException(nameof(implementingType));
        if (!typeof(Cmdlet).IsAssignableFrom(implementingType))
        {
            throw new PSInvalidOperationException($"The argument '{implementingType.FullName}' is not recognized as a cmdlet, possibly because it does not derive from the Cmdlet or PSCmdlet classes: {nameof(implementingType)}");
        }

        string[] parts = name.Split('-', 2);
        Verb = parts[0];
        Noun = parts.Length > 1 ? parts[1] : string.Empty;
        _model = CommandModel.Of(implementingType);
    }

    public string Verb { get; }

    public string Noun { get; }

    public Type ImplementingType { get; }

    public string HelpFile { get; internal set; } = string.Empty;

    public string DefaultParameterSet => _model.DefaultSet ?? string.Empty;

    public ScopedItemOptions Options { get; set; }

    public override Version? Version => base.Version ?? ImplementingType.Assembly.GetName().Version;

    public override ReadOnlyCollection<PSTypeName> OutputType =>
        _outputType ??= new ReadOnlyCollection<PSTypeName>([.. ImplementingType.GetCustomAttributes<OutputTypeAttribute>(false).SelectMany(a => a.Type)]);

    public override string Definition => string.Join(Environment.NewLine, Sets().Select(s => Environment.NewLine + Name + " " + s)) + Environment.NewLine;

    public override Dictionary<string, ParameterMetadata> Parameters
    {
        get
        {
            var parameters = new Dictionary<string, ParameterMetadata>(StringComparer.OrdinalIgnoreCase);
            foreach (BindableParameter parameter in _model.Parameters)
            {
                parameters[parameter.Name] = new ParameterMetadata(parameter);
            }

            return parameters;
        }
    }

    internal CommandModel Model => _model;

    internal override IEnumerable<CommandParameterSetInfo> Sets()
    {
        if (_model.SetNames.Count == 0)
        {
            yield return new CommandParameterSetInfo(ParameterAttribute.AllParameterSets, false, _model, 0);
        }

        for (int i = 0; i < _model.SetNames.Count; i++)
        {
            uint flag = 1u << i;
            yield return new CommandParameterSetInfo(_model.SetNames[i], flag == _model.DefaultFlag, _model, flag);
        }
    }
}

public class AliasInfo : CommandInfo
{
    private readonly string _definition;
    private readonly Func<string, CommandInfo?> _resolve;

    internal AliasInfo(string name, string definition, Func<string, CommandInfo?> resolve)
        : base(name, CommandTypes.Alias)
    {
        _definition = definition;
        _resolve = resolve;
    }

    public override string Definition => _definition;

    public string Description { get; set; } = string.Empty;

    public ScopedItemOptions Options { get; set; }

    public CommandInfo? ReferencedCommand => _resolve(_definition);

    public CommandInfo? ResolvedCommand => ReferencedCommand is AliasInfo other ? other.ResolvedCommand : ReferencedCommand;

    public override ReadOnlyCollection<PSTypeName> OutputType => ResolvedCommand?.OutputType ?? new([]);

    public override Dictionary<string, ParameterMetadata> Parameters => ResolvedCommand?.Parameters ?? base.Parameters;
}

public class FunctionInfo : CommandInfo
{
    internal FunctionInfo(string name, ScriptBlock block)
        : base(name, CommandTypes.Function) => ScriptBlock = block;

    public ScriptBlock ScriptBlock { get; }

    public override string Definition => ScriptBlock.ToString();

    public override ReadOnlyCollection<PSTypeName> OutputType => new([]);
}

/// <summary>A script file, run by its path.</summary>
internal sealed class ScriptFileInfo(string path) : CommandInfo(IO.Path.GetFileName(path), CommandTypes.ExternalScript)
{
    public string Path => path;

    public override string Definition => path;

    public override string Source => path;

    public override ReadOnlyCollection<PSTypeName> OutputType => new([]);
}
