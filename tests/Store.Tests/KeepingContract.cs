using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>What is merely kept: pack versions, files, requests for ledgers, facts about the store.</summary>
public abstract class KeepingContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    [Fact]
    public async Task A_pack_version_is_kept_once_and_never_changed()
    {
        await Write(tx => PackVersions.Keep(tx, "v1", [new PackFile("forms/b.yaml", "b"), new PackFile("forms/a.yaml", "a")]));
        await Write(tx => PackVersions.Keep(tx, "v1", [new PackFile("forms/a.yaml", "changed"), new PackFile("forms/c.yaml", "c")]));
        await Write(tx => PackVersions.Keep(tx, "v2", [new PackFile("forms/a.yaml", "a2")]));

        Assert.Equal([new PackFile("forms/a.yaml", "a"), new PackFile("forms/b.yaml", "b")], await Read(tx => PackVersions.Files(tx, "v1")));
        Assert.Equal([new PackFile("forms/a.yaml", "a2")], await Read(tx => PackVersions.Files(tx, "v2")));
        Assert.Empty(await Read(tx => PackVersions.Files(tx, "v3")));
    }

    [Fact]
    public async Task A_file_comes_back_byte_for_byte()
    {
        byte[] content = [0, 1, 255, 10, 13];

        var id = await Write(tx => Files.Add(tx, "台账.xlsx", content, Now));

        var file = (await Read(tx => Files.Get(tx, id)))!;
        Assert.Equal(content, file.Content);
        Assert.Equal(("台账.xlsx", Now, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))), (file.Name, file.CreatedAt, file.Sha256));
        Assert.Null(await Read(tx => Files.Get(tx, id + 1)));
    }

    [Fact]
    public async Task Ledgers_are_made_in_the_order_asked_for_by_one_maker_each()
    {
        var first = await Ask("a3");
        var second = await Ask("a4");

        var taken = (await Next(Now))!;
        Assert.Equal((first, "a3", LedgerRequestState.Making, "eve"), (taken.Id, taken.Ledger, taken.State, taken.Userid));
        Assert.Equal(second, (await Next(Now))!.Id);
        Assert.Null(await Next(Now));

        var file = await Write(tx => Files.Add(tx, "a3.xlsx", [1], Now));
        await Write(tx => LedgerRequests.Done(tx, first, file));
        await Write(tx => LedgerRequests.Fail(tx, second, "no rows"));
        Assert.Equal((LedgerRequestState.Done, (long?)file), await StateAndFile(first));
        Assert.Equal((LedgerRequestState.Failed, (long?)null), await StateAndFile(second));
        Assert.Equal("no rows", (await Read(tx => LedgerRequests.Find(tx, second)))!.Error);
        Assert.Null(await Next(Now.AddDays(1)));
    }

    [Fact]
    public async Task A_ledger_whose_maker_died_is_made_by_another()
    {
        var asked = await Ask("a3");
        await Next(Now);

        Assert.Null(await Next(Now.AddMinutes(9)));
        Assert.Equal(asked, (await Next(Now.AddMinutes(10)))!.Id);
    }

    [Fact]
    public async Task A_fact_about_the_store_is_the_last_one_set()
    {
        Assert.Null(await Read(tx => Meta.Get(tx, "clock.offset")));
        await Write(tx => Meta.Set(tx, "clock.offset", "1"));
        await Write(tx => Meta.Set(tx, "clock.offset", "2"));

        Assert.Equal("2", await Read(tx => Meta.Get(tx, "clock.offset")));
    }

    [Fact]
    public async Task Neither_numbers_nor_messages_lie_in_the_store_as_they_are()
    {
        await Write(SmallCounty.Seed);
        await Write(tx => Inbox.Keep(tx, "m1", "ann", $"<xml>{SmallCounty.IdNumber}</xml>", Now));

        var columns = await Read(tx => tx.Query<byte[]>("""
            SELECT id_cipher FROM household WHERE id_cipher IS NOT NULL
            UNION ALL SELECT phone_cipher FROM household WHERE phone_cipher IS NOT NULL
            UNION ALL SELECT phone_cipher FROM person WHERE phone_cipher IS NOT NULL
            UNION ALL SELECT payload_cipher FROM inbox
            """));

        Assert.Equal(4, columns.Count);
        Assert.All(columns, bytes =>
        {
            var text = System.Text.Encoding.UTF8.GetString(bytes);
            Assert.DoesNotContain(SmallCounty.IdNumber, text);
            Assert.DoesNotContain(SmallCounty.Phone, text);
        });
    }

    private Task<long> Ask(string ledger) => Write(tx => LedgerRequests.Add(tx, "eve", ledger, "spring", "2022-08", "", Now));

    private Task<LedgerRequest?> Next(DateTimeOffset now) => Write(tx => LedgerRequests.Next(tx, now, now.AddMinutes(-10)));

    private async Task<(LedgerRequestState State, long? File)> StateAndFile(long id)
    {
        var request = (await Read(tx => LedgerRequests.Find(tx, id)))!;
        return (request.State, request.FileId);
    }
}
