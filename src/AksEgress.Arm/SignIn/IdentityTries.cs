using System.Globalization;
using AksEgress.Arm.Transport;
using AksEgress.Core.Arm;

namespace AksEgress.Arm.SignIn;

/// <summary>The HTTP requests for one token of a managed identity, and their description for errors.</summary>
internal sealed class IdentityTries(TimeProvider clock, Action<ArmExchange>? observer)
{
    private static readonly AsyncLocal<IdentityTries?> s_current = new();

    private readonly long _started = clock.GetTimestamp();
    private int _count;
    private string? _endpoint;
    private string? _trouble;
    private bool _silent;

    /// <summary>The requests for the current token: the library's pipeline is created once and used for all tokens.</summary>
    public static IdentityTries? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>
    /// True once after a request that was received and not answered. It is repeated; a request that was never sent isn't.
    /// </summary>
    public bool TakeSilence()
    {
        var was = _silent;
        _silent = false;
        return was;
    }

    /// <summary>A mark for the time of one request.</summary>
    public long Mark() => clock.GetTimestamp();

    /// <summary>The endpoint responded.</summary>
    public void Answered(Uri address, long mark, int status, string? words) =>
        Note(
            address,
            mark,
            status,
            false,
            status == 200
                ? "responded with 200, but without a token"
                : $"responded with {status}{(words is null ? string.Empty : $" ({words})")}");

    /// <summary>The endpoint received the request and didn't respond.</summary>
    public void Unanswered(Uri address, long mark) => Note(address, mark, 0, true, "didn't respond");

    /// <summary>The endpoint wasn't reached, or closed the connection.</summary>
    public void Unreached(Uri address, long mark, string why) => Note(address, mark, 0, false, $"couldn't be reached: {why.TrimEnd('.')}");

    /// <summary>The problem with the endpoint, in one sentence; <paramref name="otherwise"/> if no request was made.</summary>
    public string Describe(string otherwise) => _endpoint is null
        ? otherwise
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{_endpoint} {_trouble}; {_count} {(_count == 1 ? "request" : "requests")} in "
                + $"{Math.Ceiling(clock.GetElapsedTime(_started).TotalSeconds):F0} s.");

    private void Note(Uri address, long mark, int status, bool wasSilent, string what)
    {
        // Without the query, which contains the identity, and without a user name before the host.
        _endpoint = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        _trouble = SecretText.Without(what, null);
        _silent = wasSilent;
        _count++;
        observer?.Invoke(new ArmExchange("GET", _endpoint, status, clock.GetElapsedTime(mark), null));
    }
}
