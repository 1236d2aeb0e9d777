// C++ with threads on glibc and libstdc++: exceptions across threads, atomics, condition variables, futures, thread-local objects, once, barriers.
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <latch>
#include <map>
#include <mutex>
#include <numeric>
#include <random>
#include <regex>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

struct Counted
{
    static std::atomic<int> s_alive;
    Counted() { s_alive++; }
    ~Counted() { s_alive--; }
    int value = 0;
};
std::atomic<int> Counted::s_alive;
thread_local Counted t_counted;

static long work(int first, int last)
{
    t_counted.value++;
    long sum = 0;
    for (int i = first; i < last; i++)
        sum += i;
    return sum;
}

int main()
{
    std::vector<std::future<long>> parts;
    for (int i = 0; i < 8; i++)
        parts.push_back(std::async(std::launch::async, work, i * 1000, (i + 1) * 1000));
    long sum = 0;
    for (auto &part : parts)
        sum += part.get();
    std::cout << "async " << sum << '\n';

    auto failing = std::async(std::launch::async, []() -> int { throw std::runtime_error("across threads"); });
    try { failing.get(); }
    catch (const std::exception &e) { std::cout << "caught " << e.what() << '\n'; }

    std::mutex mutex;
    std::condition_variable changed;
    int turn = 0;
    std::string order;
    {
        std::vector<std::jthread> threads;
        for (int me = 0; me < 4; me++)
            threads.emplace_back([&, me] {
                for (int round = 0; round < 3; round++)
                {
                    std::unique_lock held(mutex);
                    changed.wait(held, [&] { return turn % 4 == me; });
                    order += static_cast<char>('a' + me);
                    turn++;
                    changed.notify_all();
                }
            });
    }
    std::cout << "order " << order << '\n';

    std::atomic<int> total = 0;
    std::barrier together(4);
    std::latch done(4);
    std::counting_semaphore<2> two(2);
    std::shared_mutex shared;
    {
        std::vector<std::jthread> threads;
        for (int me = 0; me < 4; me++)
            threads.emplace_back([&] {
                for (int phase = 0; phase < 100; phase++)
                {
                    two.acquire();
                    total++;
                    two.release();
                    together.arrive_and_wait();
                    if (phase % 2) { std::unique_lock held(shared); total++; }
                    else { std::shared_lock held(shared); }
                }
                done.count_down();
            });
        done.wait();
    }
    std::cout << "total " << total << '\n';

    std::jthread stoppable([](std::stop_token token) { while (!token.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1)); });
    stoppable.request_stop();
    stoppable.join();

    std::timed_mutex timed;
    timed.lock();
    std::thread([&] { std::cout << "timed " << timed.try_lock_for(std::chrono::milliseconds(20)) << '\n'; }).join();

    std::once_flag once;
    int times = 0;
    std::vector<std::thread> many;
    for (int i = 0; i < 50; i++)
        many.emplace_back([&] { std::call_once(once, [&] { times++; }); t_counted.value = 1; });
    for (auto &thread : many)
        thread.join();
    std::cout << "once " << times << " alive " << Counted::s_alive << '\n';

    std::filesystem::create_directories("d/e");
    std::ofstream("d/e/f") << "text";
    std::map<std::string, std::uintmax_t> sizes;
    for (auto &entry : std::filesystem::recursive_directory_iterator("d"))
        sizes[entry.path().string()] = entry.is_regular_file() ? entry.file_size() : 0;
    for (auto &[path, size] : sizes)
        std::cout << path << ' ' << size << '\n';
    try { std::cout << std::filesystem::file_size("nothere"); }
    catch (const std::filesystem::filesystem_error &e) { std::cout << e.code().message() << '\n'; }
    std::cout << std::regex_replace(std::string("a1b22"), std::regex("[0-9]+"), "#") << ' ' << std::mt19937(5)() << '\n';
    std::vector<std::string> big(100000, "some text that is longer than a short string");
    std::cout << std::accumulate(big.begin(), big.end(), std::size_t{0}, [](auto n, auto &s) { return n + s.size(); }) << '\n';
    return 3;
}
