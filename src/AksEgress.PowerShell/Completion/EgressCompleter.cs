using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Sessions;

namespace AksEgress.PowerShell.Completion;

/// <summary>
/// The base of the completers. It answers from a short-lived cache, waits at most 0.9 seconds, and ignores every failure, because
/// pressing Tab must never throw, hang, or start a sign-in. Ctrl+C can't interrupt a completer, so the short wait keeps it below a
/// second. Names that arrive later serve the next press.
/// </summary>
internal abstract class EgressCompleter : IArgumentCompleter
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(900);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = Unquoted(wordToComplete ?? string.Empty);
        return Names(commandName ?? string.Empty, parameterName ?? string.Empty, fakeBoundParameters ?? new Hashtable())
            .Where(name => Matches(name, word) && !name.Any(char.IsControl))
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(name => new CompletionResult(Quoted(name), name, CompletionResultType.ParameterValue, name));
    }

    /// <summary>Returns the list to read.</summary>
    /// <param name="commandName">The cmdlet's name.</param>
    /// <param name="parameterName">The parameter's name.</param>
    /// <param name="bound">The arguments that are already typed.</param>
    /// <param name="gateway">The runspace's connection.</param>
    /// <returns>A cache key, and the function that reads the names.</returns>
    internal abstract (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Source(
        string commandName, string parameterName, IDictionary bound, IArmGateway gateway);

    /// <summary>True if the typed word can become the name.</summary>
    internal virtual bool Matches(string name, string word) => name.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the names of the resources of a type.</summary>
    internal static Task<IReadOnlyList<string>> ListAsync(
        IArmGateway gateway,
        string? subscriptionId,
        string? group,
        string type,
        Func<ArmDocument, string?> select,
        CancellationToken cancellationToken) =>
        ListManyAsync(gateway, subscriptionId, group, type, document => [select(document)], cancellationToken);

    /// <summary>Reads the names of child items, such as the node pools of clusters.</summary>
    internal static async Task<IReadOnlyList<string>> ListManyAsync(
        IArmGateway gateway,
        string? subscriptionId,
        string? group,
        string type,
        Func<ArmDocument, IEnumerable<string?>> select,
        CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        if (subscriptionId is not null)
        {
            await foreach (var document in new ResourceStore(gateway).ListAsync(
                subscriptionId, group, type, cancellationToken).ConfigureAwait(false))
            {
                names.UnionWith(select(document).OfType<string>().Where(name => name.Length > 0));
            }
        }

        return [.. names];
    }

    /// <summary>Reads the names of the resources of a type, in the typed resource group or in all.</summary>
    internal static (string Key, Func<CancellationToken, Task<IReadOnlyList<string>>> Read) Resources(
        IDictionary bound, IArmGateway gateway, string type)
    {
        var group = Typed(bound, "ResourceGroupName");
        var subscription = Typed(bound, "SubscriptionId") ?? gateway.Session.SubscriptionId;
        return ($"{type}|{subscription}|{group}", token => ListAsync(gateway, subscription, group, type, document => document.Name, token));
    }

    /// <summary>True for the resource whose name is already typed, or for all if no name is typed.</summary>
    internal static bool IsMeant(ArmDocument document, string? name) =>
        name is null || string.Equals(name, document.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A typed argument as text, or null.</summary>
    internal static string? Typed(IDictionary bound, string name) => bound[name] as string is { Length: > 0 } text ? text : null;

    // Unquoted text must not look like a parameter, a number, or an expression. Addresses and versions have two dots, and no number
    // does.
    private static string Quoted(string name)
    {
        var isWord = name.Length > 0 && (char.IsLetter(name[0]) || (char.IsDigit(name[0]) && name.Count(c => c == '.') > 1));
        return isWord && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.')
            ? name
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'";
    }

    // PowerShell passes a quoted word as its value between two quotes: curly quotes become straight, an open quote is closed, and
    // doubled quotes become single.
    private static string Unquoted(string word) => word is not ['\'' or '"', ..] ? word
        : word.Length > 1 && word[^1] == word[0] ? word[1..^1]
        : word[1..];

    private IReadOnlyList<string> Names(string commandName, string parameterName, IDictionary bound)
    {
        if (SessionStore.Current is not { } session)
        {
            return [];
        }

        try
        {
            var (key, read) = Source(commandName, parameterName, bound, session.Gateway);
            var names = session.Completions.GetAsync(key, read);
            return names.Wait(s_timeout) ? names.Result : [];
        }
        catch (Exception)
        {
            return [];
        }
    }
}
