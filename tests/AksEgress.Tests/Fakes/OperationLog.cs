using AksEgress.Core.Operations;

namespace AksEgress.Tests.Fakes;

/// <summary>Records operations as a session does.</summary>
internal sealed class OperationLog : IOperationLog
{
    /// <summary>The operations that are recorded now.</summary>
    public List<EgressOperation> Kept { get; } = [];

    /// <summary>All operations ever added: one for each request.</summary>
    public List<EgressOperation> Added { get; } = [];

    public void Add(EgressOperation operation)
    {
        Kept.Add(operation);
        Added.Add(operation);
    }

    public void Replace(EgressOperation sent, EgressOperation accepted) => Kept[Kept.IndexOf(sent)] = accepted;

    public void Remove(EgressOperation sent) => Assert.True(Kept.Remove(sent));

    public void UpdateRecord(string resourceId, DateTimeOffset startedAt, string record)
    {
    }

    public string? FindRecord(string resourceId) => null;

    public void KeepRecord(string resourceId, string record)
    {
    }

    public void ForgetRecord(string resourceId, string record)
    {
    }
}
