using System.Management.Automation.Language;

namespace System.Management.Automation;

public class ParseException : RuntimeException
{
    private readonly ParseError[]? _errors;

    public ParseException()
    {
    }

    public ParseException(string? message)
        : base(message) => Mark();

    public ParseException(string? message, Exception? innerException)
        : base(message, innerException) => Mark();

    public ParseException(ParseError[] errors)
        : base((errors is { Length: > 0 } ? errors : throw new PSArgumentNullException(nameof(errors)))[0].ToString())
    {
        _errors = errors;
        Mark();
        ErrorId = errors[0].ErrorId;
    }

    public ParseError[]? Errors => _errors;

    public override string Message => _errors is null ? base.Message : string.Join(Environment.NewLine, _errors.Select(e => e.ToString()));

    private void Mark()
    {
        ErrorId = "Parse";
        Category = ErrorCategory.ParserError;
    }
}

public class IncompleteParseException : ParseException
{
    public IncompleteParseException()
    {
    }

    public IncompleteParseException(string? message)
        : base(message)
    {
    }

    public IncompleteParseException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

public class CommandNotFoundException : RuntimeException
{
    public CommandNotFoundException()
    {
    }

    public CommandNotFoundException(string? message)
        : base(message)
    {
    }

    public CommandNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal CommandNotFoundException(string commandName, string errorId, string message)
        : base(errorId, ErrorCategory.ObjectNotFound, commandName, message) => CommandName = commandName;

    public string CommandName { get; set; } = string.Empty;
}
