using System.Collections.ObjectModel;
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

    public abstract string Definition { get; }

    public virtual Dictionary<string, ParameterMetadata> Parameters => new(StringComparer.OrdinalIgnoreCase);

    public ReadOnlyCollection<CommandParameterSetInfo> ParameterSets => new([.. Sets()]);

    internal virtual IEnumerable<CommandParameterSetInfo> Sets() => [];
}

public class CmdletInfo : CommandInfo
{
    private readonly CommandModel _model;

    public CmdletInfo(string name, Type implementingType)
        : base(name, CommandTypes.Cmdlet)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ImplementingType = implementingType ?? throw new ArgumentNullException(nameof(implementingType));
        if (!typeof(Cmdlet).IsAssignableFrom(implementingType))
        {
            throw new PSInvalidOperationException(
                $"The argument '{implementingType.FullName}' is not recognized as a cmdlet, possibly because it does not derive from the "
                    + $"Cmdlet or PSCmdlet classes: {nameof(implementingType)}");
        }

        var parts = name.Split('-', 2);
        Verb = parts[0];
        Noun = parts.Length > 1 ? parts[1] : string.Empty;
        _model = CommandModel.Of(implementingType);
    }

    public string Verb { get; }

    public string Noun { get; }

    public Type ImplementingType { get; }

    public string DefaultParameterSet => _model.DefaultSet ?? string.Empty;

    public override string Definition =>
        string.Join(Environment.NewLine, Sets().Select(s => Environment.NewLine + Name + " " + s)) + Environment.NewLine;

    public override Dictionary<string, ParameterMetadata> Parameters
    {
        get
        {
            var parameters = new Dictionary<string, ParameterMetadata>(StringComparer.OrdinalIgnoreCase);
            foreach (var parameter in _model.Parameters)
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

        for (var i = 0; i < _model.SetNames.Count; i++)
        {
            var flag = 1u << i;
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

    public CommandInfo? ReferencedCommand => _resolve(_definition);

    public CommandInfo? ResolvedCommand => ReferencedCommand is AliasInfo other ? other.ResolvedCommand : ReferencedCommand;
}

/// <summary>A script file, run by its path.</summary>
internal sealed class ScriptFileInfo(string path) : CommandInfo(IO.Path.GetFileName(path), CommandTypes.ExternalScript)
{
    public string Path => path;

    public override string Definition => path;
}
