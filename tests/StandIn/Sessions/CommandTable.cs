using System.Management.Automation;

namespace StandIn.Sessions;

/// <summary>Finds commands by name: aliases, then cmdlets and functions, then script files by path.</summary>
internal sealed class CommandTable
{
    private readonly Session _session;
    private readonly Dictionary<string, List<CommandInfo>> _commands = new(StringComparer.OrdinalIgnoreCase);

    public CommandTable(Session session)
    {
        _session = session;
        foreach (var builtIn in Commands.BuiltInCommands.All())
        {
            Add(builtIn);
        }

        foreach ((var alias, var definition) in Commands.BuiltInCommands.Aliases)
        {
            Add(new AliasInfo(alias, definition, Find));
        }
    }

    public IEnumerable<CommandInfo> All => _commands.Values.Select(c => c[^1]).OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase);

    // The newest command of a name hides earlier ones, which return when it is removed.
    public void Add(CommandInfo command)
    {
        if (!_commands.TryGetValue(command.Name, out var known))
        {
            _commands[command.Name] = known = [];
        }

        known.Add(command);
    }

    public void Remove(CommandInfo command)
    {
        if (_commands.TryGetValue(command.Name, out var known) && known.Remove(command) && known.Count == 0)
        {
            _commands.Remove(command.Name);
        }
    }

    public CommandInfo? Find(string name)
    {
        var slash = name.IndexOf('\\', StringComparison.Ordinal);
        if (slash > 0 && _commands.TryGetValue(name[(slash + 1)..], out var qualified))
        {
            return qualified.FindLast(c => c.ModuleName.Equals(name[..slash], StringComparison.OrdinalIgnoreCase));
        }

        if (_commands.TryGetValue(name, out var known))
        {
            return known.Find(c => c is AliasInfo) ?? known[^1];
        }

        if (name.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase) && name.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            var path = _session.Location.Unresolved(name);
            return File.Exists(path) ? new ScriptFileInfo(path) : null;
        }

        return null;
    }

    public CommandInfo Require(string name)
    {
        var found = Find(name);
        if (found is AliasInfo alias)
        {
            found = alias.ResolvedCommand ?? throw new CommandNotFoundException(
                name,
                "AliasNotResolvedException",
                $"Cannot resolve alias '{name}' because it refers to term '{alias.Definition}', which is not recognized as a cmdlet, "
                    + "function, executable program, or script file. Verify the term and try again.");
        }

        return found ?? throw new CommandNotFoundException(
            name,
            nameof(CommandNotFoundException),
            $"The term '{name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling "
                + "of the name, or if a path was included, verify that the path is correct and try again.");
    }

    public IEnumerable<CommandInfo> Matching(string pattern)
    {
        var wildcard = new WildcardPattern(pattern, WildcardOptions.IgnoreCase);
        return All.Where(c => wildcard.IsMatch(c.Name));
    }
}
