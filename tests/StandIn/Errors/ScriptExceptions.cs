using System.Management.Automation.Language;

namespace System.Management.Automation;

public class ParseException : RuntimeException
{
    private readonly ParseError[]? _errors;

    public ParseException(ParseError[] errors)
        : base((errors is { Length: > 0 } ? errors : throw new ArgumentNullException(nameof(errors)))[0].ToString())
    {
        _errors = errors;
        Mark();
        ErrorId = errors[0].ErrorId;
    }

    public override string Message => _errors is null ? base.Message : string.Join(Environment.NewLine, _errors.Select(e => e.ToString()));

    private void Mark()
    {
        ErrorId = "Parse";
        Category = ErrorCategory.ParserError;
    }
}

public class CommandNotFoundException : RuntimeException
{
    internal CommandNotFoundException(string commandName, string errorId, string message)
        : base(errorId, ErrorCategory.ObjectNotFound, commandName, message) => CommandName = commandName;

    public string CommandName { get; set; } = string.Empty;
}
