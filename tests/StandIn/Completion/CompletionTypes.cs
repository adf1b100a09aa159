using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation.Language;

namespace System.Management.Automation;

public enum CompletionResultType
{
    Text = 0,
    History = 1,
    Command = 2,
    ProviderItem = 3,
    ProviderContainer = 4,
    Property = 5,
    Method = 6,
    ParameterName = 7,
    ParameterValue = 8,
    Variable = 9,
    Namespace = 10,
    Type = 11,
    Keyword = 12,
    DynamicKeyword = 13,
}

public class CompletionResult
{
    public CompletionResult(string completionText)
        : this(completionText, completionText, CompletionResultType.Text, completionText)
    {
    }

    public CompletionResult(string completionText, string listItemText, CompletionResultType resultType, string toolTip)
    {
        ArgumentException.ThrowIfNullOrEmpty(completionText);
        ArgumentException.ThrowIfNullOrEmpty(listItemText);
        ArgumentException.ThrowIfNullOrEmpty(toolTip);
        CompletionText = completionText;
        ListItemText = listItemText;
        ResultType = resultType;
        ToolTip = toolTip;
    }

    public string CompletionText { get; }

    public string ListItemText { get; }

    public CompletionResultType ResultType { get; }

    public string ToolTip { get; }
}

public interface IArgumentCompleter
{
    IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters);
}

public class CommandCompletion
{
    public CommandCompletion(Collection<CompletionResult> matches, int currentMatchIndex, int replacementIndex, int replacementLength)
    {
        CompletionMatches = matches;
        CurrentMatchIndex = currentMatchIndex;
        ReplacementIndex = replacementIndex;
        ReplacementLength = replacementLength;
    }

    public Collection<CompletionResult> CompletionMatches { get; set; }

    public int CurrentMatchIndex { get; set; }

    public int ReplacementIndex { get; set; }

    public int ReplacementLength { get; set; }

    public static CommandCompletion CompleteInput(string input, int cursorIndex, Hashtable? options, PowerShell powershell)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(powershell);
        return StandIn.Completion.InputCompleter.Complete(input, cursorIndex, ((StandIn.Hosting.LocalRunspace)powershell.Runspace).Session);
    }
}
