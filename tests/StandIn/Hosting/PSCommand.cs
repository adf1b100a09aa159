using System.Collections.ObjectModel;
using System.Management.Automation.Runspaces;

namespace System.Management.Automation
{
    public sealed class PSCommand
    {
        private Command? _current;
        private CommandCollection _commands;

        public PSCommand() => _commands = [];

        private PSCommand(PSCommand other)
        {
            _commands = [];
            foreach (var command in other._commands)
            {
                _commands.Add(command.Clone());
            }

            _current = _commands.Count > 0 ? _commands[^1] : null;
        }

        public CommandCollection Commands => _commands;

        public PSCommand AddCommand(string command) => AddCommand(new Command(command, false));

        public PSCommand AddCommand(Command command)
        {
            _current = command ?? throw new ArgumentNullException(nameof(command));
            _commands.Add(command);
            return this;
        }

        public PSCommand AddScript(string script) => AddCommand(new Command(script, true));

        public PSCommand AddScript(string script, bool useLocalScope) => AddCommand(new Command(script, true, useLocalScope));

        public PSCommand AddParameter(string parameterName, object? value)
        {
            NeedsCommand().Parameters.Add(parameterName, value);
            return this;
        }

        public PSCommand AddParameter(string parameterName)
        {
            NeedsCommand().Parameters.Add(parameterName, true);
            return this;
        }

        public PSCommand AddArgument(object? value)
        {
            NeedsCommand().Parameters.Add(null!, value);
            return this;
        }

        public PSCommand AddStatement()
        {
            if (_commands.Count > 0)
            {
                _commands[^1].IsEndOfStatement = true;
            }

            return this;
        }

        public void Clear()
        {
            _commands.Clear();
            _current = null;
        }

        public PSCommand Clone() => new(this);

        internal IEnumerable<List<Command>> Statements()
        {
            var statement = new List<Command>();
            foreach (var command in _commands)
            {
                statement.Add(command);
                if (command.IsEndOfStatement)
                {
                    yield return statement;
                    statement = [];
                }
            }

            if (statement.Count > 0)
            {
                yield return statement;
            }
        }

        private Command NeedsCommand() =>
            _current
                ?? throw new PSInvalidOperationException(
                    "A command is required to add a parameter. A command must be added to the PowerShell instance before adding a "
                        + "parameter.");
    }
}

namespace System.Management.Automation.Runspaces
{
    public sealed class Command
    {
        public Command(string command)
            : this(command, false)
        {
        }

        public Command(string command, bool isScript)
            : this(command, isScript, false)
        {
        }

        public Command(string command, bool isScript, bool useLocalScope)
        {
            ArgumentNullException.ThrowIfNull(command);
            CommandText = command;
            IsScript = isScript;
            UseLocalScope = useLocalScope;
        }

        public string CommandText { get; }

        public bool IsScript { get; }

        public bool UseLocalScope { get; }

        public bool IsEndOfStatement { get; internal set; }

        public CommandParameterCollection Parameters { get; } = [];

        internal Command Clone()
        {
            var copy = new Command(CommandText, IsScript, UseLocalScope) { IsEndOfStatement = IsEndOfStatement };
            foreach (var parameter in Parameters)
            {
                copy.Parameters.Add(parameter);
            }

            return copy;
        }
    }

    public sealed class CommandCollection : Collection<Command>
    {
        internal CommandCollection()
        {
        }

        public void Add(string command) => Add(new Command(command));
    }

    public sealed class CommandParameter
    {
        public CommandParameter(string name)
            : this(name, null)
        {
        }

        public CommandParameter(string? name, object? value)
        {
            if (name is not null && string.IsNullOrWhiteSpace(name))
            {
                throw new PSArgumentException("A parameter's name cannot be empty.", nameof(name));
            }

            Name = name;
            Value = value;
        }

        public string? Name { get; }

        public object? Value { get; }
    }

    public sealed class CommandParameterCollection : Collection<CommandParameter>
    {
        public void Add(string name) => Add(new CommandParameter(name));

        public void Add(string? name, object? value) => Add(new CommandParameter(name, value));
    }
}
