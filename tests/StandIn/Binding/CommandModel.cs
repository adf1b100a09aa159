using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Reflection;

namespace StandIn.Binding;

/// <summary>A cmdlet class, read once: its declaration, its parameters, and their sets as bits.</summary>
internal sealed class CommandModel
{
    private static readonly ConcurrentDictionary<Type, CommandModel> s_known = new();
    private readonly List<string> _setNames = [];
    private readonly List<BindableParameter> _parameters = [];

    private CommandModel(Type type)
    {
        Type = type;
        Declaration = type.GetCustomAttribute<CmdletAttribute>();
        foreach (var member in type
            .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.FlattenHierarchy)
            .Where(IsParameter))
        {
            Add(new BindableParameter(member, ParameterOwner.Cmdlet));
        }

        AddAll(typeof(CommonParameters), ParameterOwner.Common);
        if (Declaration?.SupportsShouldProcess == true)
        {
            AddAll(typeof(ShouldProcessParameters), ParameterOwner.ShouldProcess);
        }

        if (!string.IsNullOrEmpty(DefaultSet))
        {
            DefaultFlag = FlagOf(DefaultSet);
        }
    }

    public Type Type { get; }

    public CmdletAttribute? Declaration { get; }

    public string? DefaultSet => Declaration?.DefaultParameterSetName;

    public uint DefaultFlag { get; }

    public IReadOnlyList<BindableParameter> Parameters => _parameters;

    public IReadOnlyList<string> SetNames => _setNames;

    public uint AllFlags => _setNames.Count == 0 ? 0 : _setNames.Count == 32 ? uint.MaxValue : (1u << _setNames.Count) - 1;

    public static CommandModel Of(Type type) => s_known.GetOrAdd(type, static t => new CommandModel(t));

    public string NameOf(uint flag)
    {
        for (var i = 0; i < _setNames.Count; i++)
        {
            if ((flag & (1u << i)) != 0)
            {
                return _setNames[i];
            }
        }

        return ParameterAttribute.AllParameterSets;
    }

    /// <summary>The parameter with a name or alias, or the only one with that prefix; null if there is none.</summary>
    public BindableParameter? Find(string name, InvocationInfo? invocation)
    {
        if (_parameters.Find(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } exact)
        {
            return exact;
        }

        if (_parameters.Find(p => p.HasName(name)) is { } alias)
        {
            return alias;
        }

        List<BindableParameter> matches =
        [
            .. _parameters.Where(p => p.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                .Concat(_parameters.Where(p => p.Aliases.Any(a => a.StartsWith(name, StringComparison.OrdinalIgnoreCase))))
                .Distinct(),
        ];
        if (matches.Count > 1)
        {
            // The cmdlet's own declaration takes precedence over the parameters of all cmdlets.
            var declared = matches.FindAll(p => p.IsDeclared);
            matches = declared.Count == 1 ? declared : throw new BindingFault("AmbiguousParameter", BindingTexts.AmbiguousParameter)
            {
                Invocation = invocation,
                ParameterName = name,
                Arguments = [string.Concat(matches.Select(m => " -" + m.Name))],
            }.ToException();
        }

        return matches.Count == 1 ? matches[0] : null;
    }

    private static bool IsParameter(MemberInfo member) =>
        member is PropertyInfo or FieldInfo
            && member.IsDefined(typeof(ParameterAttribute), true)
            && (member is FieldInfo || ((PropertyInfo)member).SetMethod?.IsPublic == true);

    private void AddAll(Type holder, ParameterOwner owner)
    {
        foreach (var property in holder.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsParameter))
        {
            if (!_parameters.Exists(p => p.Name.Equals(property.Name, StringComparison.OrdinalIgnoreCase)))
            {
                Add(new BindableParameter(property, owner));
            }
        }
    }

    private void Add(BindableParameter parameter)
    {
        foreach (var role in parameter.Roles)
        {
            role.Flag = role.InAllSets ? 0 : FlagOf(role.SetName);
        }

        _parameters.Add(parameter);
    }

    private uint FlagOf(string setName)
    {
        if (setName.Equals(ParameterAttribute.AllParameterSets, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var index = _setNames.FindIndex(n => n.Equals(setName, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            index = _setNames.Count;
            if (index >= 32)
            {
                throw new ParsingMetadataException(
                    "ParsingTooManyParameterSets",
                    "Cannot get or run the command. The maximum number of parameter sets for this command has been exceeded.");
            }

            _setNames.Add(setName);
        }

        return 1u << index;
    }
}
